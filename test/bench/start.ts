/**
 * From the launch to an editor that can be typed in, and the memory of each process when idle,
 * beside an empty Electron window that is launched and watched in the same way.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { _electron, chromium, type ElectronApplication } from '@playwright/test'
import { serve } from '../e2e/support/browser-host.ts'
import { untilLoaded } from '../e2e/support/host.ts'
import { middle, row, type BenchRow } from './support/rows.ts'

const ROUNDS = 5

/** What a page still does after it is ready (workers, type checks) is over by then. */
const IDLE_AFTER_MS = 5000

const root = path.resolve(import.meta.dirname, '../..')
const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export async function benchStart(): Promise<BenchRow[]> {
  const work = mkdtempSync(path.join(tmpdir(), 'hookbench-bench-'))
  const executablePath = process.env['HOOKBENCH_E2E_ELECTRON']
  if (executablePath === undefined) {
    throw new Error('no Electron that runs here: start it under xvfb-run -a')
  }
  const emptyApp = writeEmptyApp(path.join(work, 'empty'))
  const dataDir = path.join(work, 'data')
  const desktop = (): Promise<ElectronApplication> =>
    _electron.launch({ executablePath, args: [...flags, root, '--data', dataDir] })
  const empty = (): Promise<ElectronApplication> =>
    _electron.launch({ executablePath, args: [...flags, emptyApp] })
  try {
    const [full, bare, served] = [[], [], []] as [number[], number[], number[]]
    // In turns, so that a machine that gets busy is busy for all; the first round warms caches.
    for (let round = 0; round <= ROUNDS; round++) {
      const times = [
        await timeElectron(desktop, (app) => app.firstWindow().then(untilLoaded)),
        await timeElectron(empty, async (app) => (await app.firstWindow()).waitForLoadState()),
        await timeBrowserMode(dataDir),
      ] as const
      if (round > 0) {
        full.push(times[0])
        bare.push(times[1])
        served.push(times[2])
      }
    }
    const baseline = middle(bare)
    const startRow = (name: string, values: readonly number[]): BenchRow =>
      row(name, middle(values), baseline, 'an empty Electron window')
    return [
      startRow('Desktop app, launch to editor ready', full),
      startRow('Browser mode, launch to editor ready', served),
      ...compareMemory(
        await idleMemory(desktop, (app) => app.firstWindow().then(untilLoaded)),
        await idleMemory(empty, async (app) => (await app.firstWindow()).waitForLoadState()),
      ),
    ]
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function writeEmptyApp(dir: string): string {
  mkdirSync(dir, { recursive: true })
  writeFileSync(path.join(dir, 'package.json'), '{"name":"empty","main":"main.cjs"}')
  writeFileSync(
    path.join(dir, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
     app.setPath('userData', ${JSON.stringify(path.join(dir, 'profile'))})
     app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,<p>empty'))`,
  )
  return dir
}

type Launch = () => Promise<ElectronApplication>
type Ready = (app: ElectronApplication) => Promise<unknown>

async function timeElectron(launch: Launch, ready: Ready): Promise<number> {
  const start = performance.now()
  const app = await launch()
  await ready(app)
  const taken = performance.now() - start
  await app.close()
  return taken
}

/** The browser runs already, as a user's does. */
async function timeBrowserMode(dataDir: string): Promise<number> {
  const executablePath = process.env['HOOKBENCH_E2E_CHROMIUM']
  const browser = await chromium.launch({ executablePath, args: flags })
  const page = await browser.newPage()
  const start = performance.now()
  const served = await serve(dataDir)
  await page.goto(served.url)
  await untilLoaded(page)
  const taken = performance.now() - start
  await browser.close()
  await served.close()
  return taken
}

/** Proportional set size in MB of each process of the app, by what the process is. */
async function idleMemory(launch: Launch, ready: Ready): Promise<Map<string, number>> {
  const app = await launch()
  await ready(app)
  await wait(IDLE_AFTER_MS)
  const pid = app.process().pid ?? 0
  const byRole = new Map<string, number>()
  for (const child of process.platform === 'linux' ? family(pid) : []) {
    const role = child === pid ? 'main' : roleOf(child)
    byRole.set(role, (byRole.get(role) ?? 0) + pssOf(child))
  }
  await app.close()
  return byRole
}

function compareMemory(full: Map<string, number>, bare: Map<string, number>): BenchRow[] {
  const rows = [...full].map(([role, megabytes]) =>
    row(`Memory when idle, ${role}`, megabytes, bare.get(role) ?? 0, 'the same, empty', 'MB'),
  )
  return [...rows, row('Memory when idle, in all', total(full), total(bare), 'empty', 'MB')]
}

function total(byRole: Map<string, number>): number {
  return [...byRole.values()].reduce((sum, megabytes) => sum + megabytes, 0)
}

function family(pid: number): number[] {
  const children = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
  return [pid, ...children.flatMap(([child]) => family(child ?? 0))]
}

function roleOf(pid: number): string {
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  if (/out.runtime/.test(command)) {
    return 'runtime host'
  }
  return /--type=([\w-]+)/.exec(command)?.[1] ?? 'helper'
}

function pssOf(pid: number): number {
  const folder = `/proc/${pid}`
  const hasRollup = readdirSync(folder).includes('smaps_rollup')
  const text = readFileSync(path.join(folder, hasRollup ? 'smaps_rollup' : 'smaps'), 'utf8')
  const kilobytes = [...text.matchAll(/^Pss:\s+(\d+) kB/gm)].map(([, size]) => Number(size))
  return kilobytes.reduce((sum, size) => sum + size, 0) / 1024
}
