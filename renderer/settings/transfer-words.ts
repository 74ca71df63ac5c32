import type { Result } from '#preload/contract'

type Change = Result<'settings.importPreview'>[number]

export const effectWords: Readonly<Record<Change['effect'], string>> = {
  add: 'added',
  change: 'changed',
  same: 'skipped',
}

/** "2 added, 1 changed, 3 skipped". */
export function summaryOf(changes: readonly Pick<Change, 'effect'>[]): string {
  const parts = (['add', 'change', 'same'] as const).flatMap((effect) => {
    const count = changes.filter((change) => change.effect === effect).length
    return count === 0 ? [] : [`${count} ${effectWords[effect]}`]
  })
  return parts.length === 0 ? 'nothing' : parts.join(', ')
}
