/**
 * Every action of the window, listed once. Buttons, the palette, the keys, the sheet of shortcuts
 * and the native menu take their words and keys from here, so that they cannot drift apart.
 */

import { eventActions } from './actions/event-actions.ts'
import { goActions } from './actions/go-actions.ts'
import { partActions } from './actions/part-actions.ts'

export type ActionSection =
  'Run' | 'Edit' | 'Capture' | 'Event' | 'Source' | 'Push' | 'Go' | 'View' | 'Help'
type NativeMenu = 'file' | 'edit' | 'run' | 'go' | 'view' | 'help'

export interface Action {
  readonly id: string
  readonly title: string
  /** On a button or in a menu whose place says the rest; the title when left out. */
  readonly short?: string
  readonly section: ActionSection
  /** `Mod` is Cmd on Apple's systems and Ctrl elsewhere; letters and digits are keys, not signs. */
  readonly keys?: string
  /** A single key while the list of events has the focus. */
  readonly listKey?: string
  /** Further words that the palette finds it by. */
  readonly words?: string
  /** Where it stands in the native menu; in none when left out. */
  readonly menu?: NativeMenu
}

const list = [
  {
    id: 'run.test',
    title: 'Save and Test',
    section: 'Run',
    keys: 'Mod+Enter',
    words: 'run execute',
    menu: 'run',
  },
  {
    id: 'run.all',
    title: 'Run All Events',
    short: 'Run all',
    section: 'Run',
    keys: 'Mod+Shift+Enter',
    words: 'ring baseline regression every',
    menu: 'run',
  },
  {
    id: 'run.cancel',
    title: 'Cancel the Run',
    short: 'Cancel',
    section: 'Run',
    words: 'stop abort',
    menu: 'run',
  },

  { id: 'code.save', title: 'Save', section: 'Edit', keys: 'Mod+S', menu: 'file' },
  {
    id: 'code.saveCopy',
    title: 'Save a Copy of the Code…',
    short: 'Save a copy',
    section: 'Edit',
    words: 'download export file backup',
    menu: 'file',
  },
  {
    id: 'code.format',
    title: 'Format the Code',
    short: 'Format',
    section: 'Edit',
    keys: 'Shift+Alt+F',
    words: 'document indent prettify',
    menu: 'edit',
  },
  {
    id: 'payload.new',
    title: 'New Payload…',
    short: 'New…',
    section: 'Edit',
    words: 'paste clipboard file template open sample',
    menu: 'file',
  },
  {
    id: 'payload.compare',
    title: 'Compare the Payload With Its Original',
    short: 'Compare',
    section: 'Edit',
    words: 'diff edited copy changes',
    menu: 'edit',
  },
  {
    id: 'payload.revert',
    title: 'Revert the Payload',
    short: 'Revert',
    section: 'Edit',
    words: 'undo edited copy original',
    menu: 'edit',
  },

  {
    id: 'capture.open',
    title: 'Capture Events',
    section: 'Capture',
    keys: 'Mod+Shift+E',
    words: 'listen start window webhook',
    menu: 'run',
  },
  {
    id: 'capture.grab',
    title: 'Grab the Next Event',
    short: 'Grab the next event',
    section: 'Capture',
    words: 'one single',
    menu: 'run',
  },
  {
    id: 'capture.extend',
    title: 'Extend by 5 min',
    short: '5 min',
    section: 'Capture',
    words: 'extend window',
    menu: 'run',
  },
  {
    id: 'capture.stop',
    title: 'Stop Capturing',
    short: 'Stop',
    section: 'Capture',
    words: 'close',
    menu: 'run',
  },
  {
    id: 'capture.copyUrl',
    title: 'Copy the Webhook URL',
    short: 'Copy',
    section: 'Capture',
    keys: 'Mod+Shift+U',
    words: 'address clipboard',
    menu: 'edit',
  },
  {
    id: 'capture.sendSample',
    title: 'Send a Sample Webhook',
    section: 'Capture',
    keys: 'Mod+Shift+Y',
    words: 'test request try',
    menu: 'run',
  },
  {
    id: 'tunnel.retry',
    title: 'Try the Tunnel Again',
    section: 'Capture',
    words: 'reconnect public',
  },

  ...eventActions,
  ...partActions,

  {
    id: 'source.create',
    title: 'New Source…',
    short: 'New source…',
    section: 'Source',
    words: 'add',
    menu: 'file',
  },
  {
    id: 'source.edit',
    title: 'Edit This Source…',
    section: 'Source',
    words: 'rename profile globals limits interface legacy modern slug',
    menu: 'file',
  },
  { id: 'source.delete', title: 'Delete This Source', section: 'Source', words: 'remove' },

  {
    id: 'push.start',
    title: 'Push the Output',
    short: 'Push output',
    section: 'Push',
    keys: 'Mod+Alt+Enter',
    words: 'send deliver segment',
    menu: 'run',
  },

  ...goActions,

  {
    id: 'view.light',
    title: 'Light Theme',
    section: 'View',
    words: 'appearance colour',
    menu: 'view',
  },
  {
    id: 'view.dark',
    title: 'Dark Theme',
    section: 'View',
    words: 'appearance colour',
    menu: 'view',
  },
  {
    id: 'view.system',
    title: 'Theme of the System',
    section: 'View',
    words: 'appearance colour',
    menu: 'view',
  },
  {
    id: 'view.coverage',
    title: 'Show or Hide Coverage',
    section: 'View',
    words: 'branches lines reached unreached gutter',
    menu: 'view',
  },

  {
    id: 'help.guide',
    title: 'User Guide',
    section: 'Help',
    words: 'documentation manual how to',
    menu: 'help',
  },
  {
    id: 'help.shortcuts',
    title: 'Keyboard Shortcuts',
    section: 'Help',
    keys: '?',
    words: 'keys',
    menu: 'help',
  },
  {
    id: 'help.firstSteps',
    title: 'Show the First Steps',
    section: 'Help',
    words: 'guide start tutorial',
    menu: 'help',
  },
] as const satisfies readonly Action[]

export type ActionId = (typeof list)[number]['id']

/** With the optional parts as they may be, which the list's own type does not say. */
export const allActions: readonly (Action & { readonly id: ActionId })[] = list

const byId = new Map<string, Action & { readonly id: ActionId }>(
  allActions.map((action) => [action.id, action]),
)

export function isActionId(id: string): id is ActionId {
  return byId.has(id)
}

export function actionOf(id: ActionId): Action {
  const action = byId.get(id)
  if (action === undefined) {
    throw new Error(`There is no action ${id}.`)
  }
  return action
}

/** The words of a button or a menu item of it. */
export function shortOf(id: ActionId): string {
  const { short, title } = actionOf(id)
  return short ?? title
}
