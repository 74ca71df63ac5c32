/** How much of a large output is shown, in words. */
import { plural } from './format.ts'

interface Counts {
  readonly events: number
  readonly objects: number
}

interface Lists {
  readonly events: readonly unknown[]
  readonly objects: readonly unknown[]
}

export function shownOf(output: Counts, preview: Lists): string {
  const parts = [
    ...(output.events === 0 ? [] : [part(preview.events.length, output.events, 'event')]),
    ...(output.objects === 0 ? [] : [part(preview.objects.length, output.objects, 'object')]),
  ]
  return `The output is large: ${parts.join(' and ')} shown.`
}

function part(shown: number, all: number, word: string): string {
  if (shown === all) {
    return all === 1 ? `1 ${word} is` : `all ${plural(all, word)} are`
  }
  if (shown === 0) {
    return all === 1 ? `the 1 ${word} is not` : `none of ${plural(all, word)} are`
  }
  return `the first ${shown} of ${plural(all, word)} ${shown === 1 ? 'is' : 'are'}`
}
