/**
 * Drafts of the pages of browser mode: a browser keeps what was typed for one port, and the next
 * start may be on another.
 */
import { z } from 'zod'
import { Draft } from '../model/drafts.ts'
import { Done, None, type Methods } from './parts.ts'

export const draftsMethods = {
  'drafts.list': { access: 'read', params: None, result: z.array(Draft) },
  'drafts.keep': { access: 'write', params: Draft, result: Done },
} as const satisfies Methods
