/** Every sender that is known, the ones with a name of their own before the shared recipes. */
import type { Provider } from './provider.ts'
import { business } from './providers/business.ts'
import { code } from './providers/code.ts'
import { messaging } from './providers/messaging.ts'
import { payments } from './providers/payments.ts'
import { standard } from './providers/standard.ts'

export const providers: readonly Provider[] = [
  ...payments,
  ...code,
  ...messaging,
  ...business,
  ...standard,
]

export function findProvider(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id)
}
