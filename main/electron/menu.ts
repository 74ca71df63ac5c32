/**
 * The native menu: the system's own roles, so that editing and zooming work as everywhere, and the
 * actions of the window.
 */
import { allActions, type Action, type ActionId } from '#preload/actions'
import {
  app,
  dialog,
  Menu,
  shell,
  type BrowserWindow,
  type MenuItemConstructorOptions,
} from 'electron'

export interface MenuOptions {
  readonly dataDir: string
  readonly version: string
  readonly window: () => BrowserWindow | undefined
  readonly onAction: (actionId: ActionId) => void
}

export function installMenu(options: MenuOptions): void {
  app.setAboutPanelOptions({
    applicationName: 'Hookbench',
    applicationVersion: options.version,
    credits: 'The desktop workbench for webhooks.',
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(options)))
}

function template(options: MenuOptions): MenuItemConstructorOptions[] {
  const isMac = process.platform === 'darwin'
  const own = (menu: NonNullable<Action['menu']>) => itemsOf(menu, options)
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        ...own('file'),
        { type: 'separator' },
        {
          label: 'Show Data Folder',
          click: () => void shell.openPath(options.dataDir),
        },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        { type: 'separator' },
        ...own('edit'),
      ],
    },
    { label: '&Run', submenu: own('run') },
    { label: '&Go', submenu: own('go') },
    {
      label: '&View',
      submenu: [
        ...own('view'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        { type: 'separator' },
        { role: 'reload' },
        { role: 'toggleDevTools' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        ...own('help'),
        { type: 'separator' },
        { label: 'About Hookbench', click: () => showAbout(options) },
      ],
    },
  ]
}

/** The actions of the window that stand in that menu. */
function itemsOf(
  menu: NonNullable<Action['menu']>,
  { onAction }: MenuOptions,
): MenuItemConstructorOptions[] {
  return allActions
    .filter((action) => action.menu === menu)
    .map(({ id, title, keys }) => ({
      id,
      label: title,
      click: () => onAction(id),
      // Shown here and caught by the page, which knows what the keys mean where the focus is. A
      // sign alone is not shown: as an accelerator it would take the sign from every text.
      ...(keys?.includes('+') === true
        ? { accelerator: keys.replace('Mod', 'CmdOrCtrl'), registerAccelerator: false }
        : {}),
    }))
}

/** A message box rather than the native panel, which most Linux desktops show without a version. */
function showAbout({ version, dataDir, window }: MenuOptions): void {
  const { electron, chrome, node } = process.versions
  const parent = window()
  const box = {
    type: 'info',
    title: 'About Hookbench',
    message: `Hookbench ${version}`,
    detail: `Electron ${electron}, Chromium ${chrome}, Node ${node}\nData folder: ${dataDir}`,
    buttons: ['OK'],
  } as const
  void (parent === undefined
    ? dialog.showMessageBox({ ...box, buttons: ['OK'] })
    : dialog.showMessageBox(parent, { ...box, buttons: ['OK'] }))
}
