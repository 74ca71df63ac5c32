/** What helps to write a function: types for the editor, and a webhook to try it on. */
import { z } from 'zod'
import { SentSample } from '../model/authoring.ts'
import { BySource, type Methods } from './parts.ts'

export const authoringMethods = {
  /**
   * The text of a TypeScript declaration file: `HookbenchBody` from the captured events (the
   * sample payload while there are none), `HookbenchSettings` and the names of headers and query.
   */
  'sources.typings': {
    access: 'read',
    params: BySource,
    result: z.object({ dts: z.string() }),
  },
  /**
   * Sends the source's sample payload to its webhook address, through the tunnel when it is up,
   * signed as its sender would when the source has the secret. Opens the window when it is closed.
   */
  'capture.sendSample': { access: 'exec', params: BySource, result: SentSample },
} as const satisfies Methods
