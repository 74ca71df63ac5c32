/** The application itself and its preferences. */
import { z } from 'zod'
import { isActionId, type ActionId } from '../actions.ts'
import * as m from '../model.ts'
import { None, type Events, type Methods } from './parts.ts'

export const appMethods = {
  'app.info': { access: 'read', params: None, result: m.AppInfo },
  'preferences.get': { access: 'read', params: None, result: m.Preferences },
  'preferences.set': { access: 'write', params: m.Preferences.partial(), result: m.Preferences },
  /** Why webhooks that were answered before the start are not shown; `null` when all are. */
  'store.trouble': { access: 'read', params: None, result: m.StoreTrouble.nullable() },
  /**
   * Shows them, when there is room by now; is tried from time to time as well. `left`: why they are
   * not shown yet although nothing went wrong.
   */
  'store.recover': {
    access: 'write',
    params: None,
    result: z.object({ left: m.StoreTrouble.nullable() }),
  },
} as const satisfies Methods

export const appEvents = {
  'preferences.changed': m.Preferences,
  /** The native menu asks the window to do something. */
  'app.action': z.object({ actionId: z.custom<ActionId>((id) => isActionId(String(id))) }),
  /** Another process wrote to the shared database: ask for everything anew. */
  'store.changed': z.object({}),
  /** A newer Hookbench has migrated the shared database: this one can do nothing any more. */
  'store.outdated': z.object({ message: z.string(), hint: z.string() }),
} as const satisfies Events
