/**
 * Every action of the window, listed once. Buttons, the palette, the keys, the sheet of shortcuts
 * and the native menu take their words and keys from here, so that they cannot drift apart.
 */

import { eventActions } from './actions/event-actions.ts'

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
    id: 'code.format',
    title: 'Format the Code',
    short: 'Format',
    section: 'Edit',
    keys: 'Shift+Alt+F',
    words: 'document indent prettify',
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
    title: 'Capture 5 Minutes Longer',
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
    words: 'rename',
    menu: 'file',
  },
  { id: 'source.delete', title: 'Delete This Source…', section: 'Source', words: 'remove' },

  {
    id: 'push.start',
    title: 'Push the Output',
    short: 'Push output',
    section: 'Push',
    keys: 'Mod+Alt+Enter',
    words: 'send deliver segment',
    menu: 'run',
  },

  {
    id: 'go.anything',
    title: 'Command Palette…',
    section: 'Go',
    keys: 'Mod+K',
    words: 'search find action',
    menu: 'go',
  },
  {
    id: 'go.switch',
    title: 'Go to Source or Event…',
    section: 'Go',
    keys: 'Mod+P',
    words: 'quick switch open',
    menu: 'go',
  },
  {
    id: 'go.newerEvent',
    title: 'Newer Payload',
    section: 'Go',
    keys: 'Alt+K',
    words: 'previous up',
    menu: 'go',
  },
  {
    id: 'go.olderEvent',
    title: 'Older Payload',
    section: 'Go',
    keys: 'Alt+J',
    words: 'next down',
    menu: 'go',
  },
  {
    id: 'go.code',
    title: 'Go to the Code',
    section: 'Go',
    keys: 'Alt+1',
    words: 'focus editor',
    menu: 'go',
  },
  {
    id: 'go.payload',
    title: 'Go to the Payload',
    section: 'Go',
    keys: 'Alt+2',
    words: 'focus test',
    menu: 'go',
  },
  {
    id: 'go.output',
    title: 'Go to the Output',
    section: 'Go',
    keys: 'Alt+3',
    words: 'focus result verdict',
    menu: 'go',
  },
  {
    id: 'go.ring',
    title: 'Go to All Events',
    section: 'Go',
    keys: 'Alt+4',
    words: 'tab ring baseline',
    menu: 'go',
  },
  {
    id: 'go.settings',
    title: 'Go to the Settings',
    section: 'Go',
    keys: 'Alt+5',
    words: 'tab',
    menu: 'go',
  },
  {
    id: 'go.templates',
    title: 'Go to the Templates',
    section: 'Go',
    keys: 'Alt+6',
    words: 'tab examples stripe github slack shopify',
    menu: 'go',
  },
  {
    id: 'go.push',
    title: 'Go to Push',
    section: 'Go',
    keys: 'Alt+7',
    words: 'tab target',
    menu: 'go',
  },
  {
    id: 'go.history',
    title: 'Go to the History',
    section: 'Go',
    keys: 'Alt+8',
    words: 'tab runs versions',
    menu: 'go',
  },

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
