/** The native menu: the system's own roles, so that editing and zooming work as everywhere. */
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
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        {
          label: 'Show Data Folder',
          click: () => void shell.openPath(options.dataDir),
        },
        { type: 'separator' },
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
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
    { role: 'help', submenu: [{ label: 'About Hookbench', click: () => showAbout(options) }] },
  ]
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
