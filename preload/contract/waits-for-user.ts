/** Methods whose answer takes as long as the user does: no deadline. */
import type { MethodName } from '../contract.ts'

export const waitsForUser = {
  'ring.exportFolder': true,
} as const satisfies { readonly [M in MethodName]?: true }
