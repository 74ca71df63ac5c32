/** How much of a large output is shown, in words. */
import { plural } from './format.ts'

interface Counts {
  readonly events: number
  readonly objects: number
  /** Of those that are shown. */
  readonly shortened?: number | undefined
}

interface Lists {
  readonly events: readonly unknown[]
  readonly objects: readonly unknown[]
}

/** `null` when all of it is shown. */
export function shownOf(all: Counts, { events, objects }: Lists): string | null {
  const { shortened = 0 } = all
  const shown = events.length + objects.length
  if (shortened === 0 && events.length === all.events && objects.length === all.objects) {
    return null
  }
  if (shown === 0) {
    return 'Too large, or too deep, to be shown here.'
  }
  const parts = [
    ...(all.events === 0 ? [] : [part(events.length, all.events, 'event')]),
    ...(all.objects === 0 ? [] : [part(objects.length, all.objects, 'object')]),
    ...(shortened === 0 ? [] : [shortened === shown ? 'shortened' : `${shortened} shortened`]),
  ]
  return `Shown: ${parts.join(', ')}.`
}

function part(shown: number, all: number, word: string): string {
  if (shown === all) {
    return all === 1 ? `the ${word}` : `all ${plural(all, word)}`
  }
  return shown === 0 ? `none of ${plural(all, word)}` : `the first ${shown} of ${plural(all, word)}`
}
