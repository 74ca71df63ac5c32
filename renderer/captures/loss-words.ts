/** What a source function cannot see of a body; as in the inspector, whose marks these are. */
import { plural } from '../ui/format.ts'
import type { EventView } from './use-event-view.ts'

export function lossWords({
  content,
  encodings,
}: Pick<EventView, 'content' | 'encodings'>): string | null {
  const json = content.kind === 'json' ? content : null
  const numbers = json?.inexactNumbers.length ?? 0
  const keys = json?.duplicateKeys.length ?? 0
  // A function gets the compressed bytes: what they hold is nothing that it lost.
  const parts =
    encodings.length > 0
      ? [`the bytes, ${encodings.join(', ')}-compressed`]
      : [
          ...(numbers > 0 ? [`${plural(numbers, 'number')} with fewer digits`] : []),
          ...(keys > 0 ? [`the last of ${plural(keys, 'repeated key')}`] : []),
        ]
  return parts.length === 0 ? null : parts.join(', ')
}
