/** For keys and the native menu, which cannot show beforehand what is possible. */
import { actionOf, type ActionId } from '#preload/actions'
import { showToast } from '../../ui/toast.tsx'
import { runAction } from './action-registry.ts'

export function runOrSay(id: ActionId): void {
  if (!runAction(id)) {
    const title = `“${actionOf(id).title.replace('…', '')}” is not possible now.`
    showToast({ tone: 'info', title })
  }
}
