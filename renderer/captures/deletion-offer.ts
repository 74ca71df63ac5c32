/**
 * The offer to undo a deletion. Only the last one of a source can come back, so a newer deletion
 * takes the offer of the one before away: its button could only fail.
 */
import { showToast } from '../ui/toast.tsx'

const offers = new Map<string, () => void>()

export function offerUndo(sourceId: string, title: string, undo: () => void): void {
  withdrawUndo(sourceId)
  offers.set(
    sourceId,
    showToast({ tone: 'info', title, action: { label: 'Undo', run: () => undo() } }),
  )
}

export function withdrawUndo(sourceId: string): void {
  offers.get(sourceId)?.()
  offers.delete(sourceId)
}
