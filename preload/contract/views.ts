/**
 * How the pages of browser mode were left: sizes of panes, chosen tabs and the like. A browser keeps
 * that for one port, and the next start may be on another.
 */
import { z } from 'zod'
import { None, type Methods } from './parts.ts'

/** JSON, written by the pages and read by nobody else. */
const Value = z.string()

export const viewsMethods = {
  'views.list': { access: 'read', params: None, result: z.record(z.string(), Value) },
  'views.keep': {
    access: 'write',
    /** `null` forgets one. */
    params: z.strictObject({ views: z.record(z.string(), Value.nullable()) }),
    /** What was not kept, such as one that is too long, and why; all others were. */
    result: z.strictObject({ refused: z.record(z.string(), z.string()) }),
  },
} as const satisfies Methods
