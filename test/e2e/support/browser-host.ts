/** Browser mode: `hookbench serve` and a page in a browser. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser } from '@playwright/test'
import { CLOSE_LIMIT_MS, untilLoaded, within, type RunningHost } from './host.ts'

const cli = path.resolve(import.meta.dirname, '../../../out/main/cli.js')

export interface Served {
  readonly url: string
  readonly port: number
  readonly pid: number
  close(): Promise<void>
  kill(): Promise<void>
}

export async function serve(dataDir: string, wanted = 0): Promise<Served> {
  const child = spawn(
    process.execPath,
    [cli, 'serve', '--port', String(wanted), '--json', '--data', dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => {
      throw new Error('hookbench serve ended before it printed its address')
    }),
  ])) as [string]
  const { url, port } = JSON.parse(line) as { url: string; port: number }
  return { url, port, close: () => end(child), kill: () => kill(child), pid: child.pid ?? 0 }
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return
  }
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  if (!(await within(exited, CLOSE_LIMIT_MS))) {
    child.kill('SIGKILL')
    throw new Error(`hookbench serve did not end within ${CLOSE_LIMIT_MS} ms`)
  }
}

export async function startBrowserHost(browser: Browser, dataDir: string): Promise<RunningHost> {
  const served = await serve(dataDir)
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  await page.goto(served.url)
  await untilLoaded(page)
  return {
    page,
    clipboard: () => page.evaluate(() => navigator.clipboard.readText()),
    async holdFile(name) {
      const isHeld = { now: true }
      const goOn: (() => void)[] = []
      await page.route(new RegExp(`/assets/${name}-[^/]+\\.js$`), async (route) => {
        if (isHeld.now) {
          await new Promise<void>((resolve) => goOn.push(resolve))
        }
        // Of a page that went meanwhile nothing goes on.
        await route.continue().catch(() => undefined)
      })
      return () => {
        isHeld.now = false
        goOn.forEach((go) => go())
        return Promise.resolve()
      }
    },
    async close() {
      await context.close()
      await served.close()
    },
    kill: () => served.kill(),
    pid: () => Promise.resolve(served.pid),
  }
}
