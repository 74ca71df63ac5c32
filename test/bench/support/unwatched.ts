/**
 * A page that starts with no debugger attached, as it does for its users. While one listens, V8
 * notes where each error was made: for an error that a file makes while it is evaluated, and
 * React and Monaco make some, it reads that whole file a second time.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'

/** By then a start is over. If it was not, it is tried again with more patience. */
const OVER_AFTER_MS = 2000

/** A browser that was just started is at other things: a page would be measured beside them. */
const SETTLED_AFTER_MS = 1500

const LONGEST_MS = 30_000

const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export interface Program {
  readonly command: string
  readonly args: readonly string[]
  /** The page that a browser opens once it runs; an app opens its own. */
  readonly url?: () => Promise<string>
}

export interface Start {
  /** Milliseconds from the start of the page. */
  readonly ready: number
  readonly loaded: number
  /** Paths of the files that were loaded when it was ready. */
  readonly files: readonly string[]
}

/** Each start has a new profile: nothing is cached. */
export function browserProgram(url: () => Promise<string>): Program {
  const args = ['--headless=new', '--window-size=1440,900', '--no-first-run', '--disable-sync']
  return {
    command: process.env['HOOKBENCH_E2E_CHROMIUM'] ?? '',
    args: [...args, '--disable-component-update', '--disable-background-networking'],
    url,
  }
}

export function electronProgram(appDir: string, ...args: readonly string[]): Program {
  return { command: process.env['HOOKBENCH_E2E_ELECTRON'] ?? '', args: [appDir, ...args] }
}

export async function startUnwatched(program: Program, overAfter = OVER_AFTER_MS): Promise<Start> {
  const profile = mkdtempSync(path.join(tmpdir(), 'hookbench-bench-profile-'))
  const own = program.url === undefined ? [] : [`--user-data-dir=${profile}`]
  const child = spawn(
    program.command,
    [...flags, '--remote-debugging-port=0', ...own, ...program.args],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  try {
    const address = await debuggerOf(child)
    if (program.url !== undefined) {
      const url = await program.url()
      await pause(SETTLED_AFTER_MS)
      await fetch(`http://${new URL(address).host}/json/new?${url}`, { method: 'PUT' })
    }
    await pause(overAfter)
    const start = await readStart(address)
    if (start !== undefined) {
      return start
    }
  } finally {
    await end(child)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  if (overAfter > LONGEST_MS) {
    throw new Error(`The page was not ready within ${overAfter} ms.`)
  }
  return startUnwatched(program, overAfter * 2)
}

/** Where a debugger could attach; it is printed once the program can be asked for pages. */
async function debuggerOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) {
    throw new Error('The program has no stderr.')
  }
  const lines = createInterface(child.stderr)
  for await (const line of lines) {
    const [, address] = /DevTools listening on (ws:\S+)/.exec(line) ?? []
    if (address !== undefined) {
      child.stderr.resume()
      return address
    }
  }
  throw new Error('The program ended before it could be asked for pages.')
}

/** `undefined` when it was still under way, and so watched. */
async function readStart(address: string): Promise<Start | undefined> {
  const watchedFrom = Date.now()
  const browser = await chromium.connectOverCDP(address)
  try {
    const pages = browser.contexts().flatMap((context) => context.pages())
    const page = pages.find((one) => one.url().startsWith('http'))
    return page === undefined ? undefined : await marksOf(page, watchedFrom)
  } finally {
    await browser.close()
  }
}

async function marksOf(page: Page, watchedFrom: number): Promise<Start | undefined> {
  const { origin, ready, loaded, files } = await page.evaluate(() => {
    const at = (name: string): number =>
      performance.getEntriesByName(`hookbench:${name}`)[0]?.startTime ?? Number.NaN
    const before = performance
      .getEntriesByType('resource')
      // Workers included, which are asked for by the page.
      .filter(({ startTime }) => startTime <= at('ready'))
      .map(({ name }) => new URL(name).pathname)
    return {
      origin: performance.timeOrigin,
      ready: at('ready'),
      loaded: at('loaded'),
      files: [...before, '/index.html'],
    }
  })
  return origin + Math.max(ready, loaded) < watchedFrom ? { ready, loaded, files } : undefined
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return
  }
  const exited = once(child, 'exit')
  child.kill()
  const late = setTimeout(() => child.kill('SIGKILL'), 5000)
  await exited
  clearTimeout(late)
}
