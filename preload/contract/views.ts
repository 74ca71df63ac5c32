/**
 * How the pages of browser mode were left: sizes of panes, chosen tabs and the like. A browser keeps
 * that for one port, and the next start may be on another.
 */
import { z } from 'zod'
import { Done, None, type Methods } from './parts.ts'

const Key = z.string().min(1).max(200)
/** JSON, written by the pages and read by nobody else. */
const Value = z.string().max(20_000)

export const viewsMethods = {
  'views.list': { access: 'read', params: None, result: z.record(Key, Value) },
  'views.keep': {
    access: 'write',
    /** `null` forgets one. */
    params: z.strictObject({ views: z.record(Key, Value.nullable()) }),
    result: Done,
  },
} as const satisfies Methods
