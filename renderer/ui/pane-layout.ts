/** How wide panes were left, in percent, as the library of the panes keeps it. */
import { paneStorage } from './local-store.ts'

export function readPaneLayout(id: string): Readonly<Record<string, number>> | undefined {
  try {
    const kept: unknown = JSON.parse(
      paneStorage.getItem(`react-resizable-panels:hookbench:${id}`) ?? '',
    )
    return isLayout(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

function isLayout(kept: unknown): kept is Readonly<Record<string, number>> {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    Object.values(kept).every((size) => typeof size === 'number' && size > 0)
  )
}
