/** The desktop app, launched for real. */
import path from 'node:path'
import { _electron, type ElectronApplication } from '@playwright/test'
import { CLOSE_LIMIT_MS, untilLoaded, within, type RunningHost } from './host.ts'

export const root = path.resolve(import.meta.dirname, '../../..')

export interface RunningElectron extends RunningHost {
  readonly app: ElectronApplication
}

export function launchElectron(dataDir: string): Promise<ElectronApplication> {
  const executablePath = process.env['HOOKBENCH_E2E_ELECTRON']
  // Root cannot use Chromium's sandbox.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return _electron.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [...flags, root, '--data', dataDir],
  })
}

export async function openElectron(app: ElectronApplication): Promise<RunningElectron> {
  const page = await app.firstWindow()
  await untilLoaded(page)
  return { app, page, close: () => closeElectron(app) }
}

export async function closeElectron(app: ElectronApplication): Promise<void> {
  const child = app.process()
  if (!(await within(app.close(), CLOSE_LIMIT_MS))) {
    child.kill('SIGKILL')
    throw new Error(`The app did not quit within ${CLOSE_LIMIT_MS} ms.`)
  }
}
