/**
 * How much the page is, gzipped, and when its editor can be typed in, counted from the start of
 * the page; beside a page with one Monaco editor, built from our own Monaco set-up.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { startBareMonaco } from './support/bare-monaco.ts'
import { readyAfter } from './support/page-probe.ts'
import { middle, row, type BenchRow } from './support/rows.ts'
import { longFunction, seed } from './support/seed.ts'
import { inTempDir, uiHosts, type Opened } from './support/ui-hosts.ts'

const BASELINE = 'Monaco alone'
const ROUNDS = 7
const built = path.resolve(import.meta.dirname, '../../out/renderer')

interface Start {
  readonly ready: number
  /** Paths of the files that were loaded by then. */
  readonly files: readonly string[]
}

export async function benchBundle(): Promise<BenchRow[]> {
  return inTempDir(async (dir) => {
    const bare = await startBareMonaco(`${dir}/bare`)
    try {
      const kilobytes = (name: string, ours: number, alone: number): BenchRow =>
        row(name, ours / 1024, alone / 1024, BASELINE, 'KB')
      const rows = [kilobytes('Page, all files, gzip', sizeOf(built), sizeOf(bare.dir))]
      for (const host of uiHosts()) {
        const dataDir = `${dir}/${host.name}`
        await seed(dataDir, { code: longFunction(100), bodies: [] })
        const ours: Start[] = []
        const alone: Start[] = []
        // In turns, so that a machine that gets busy is busy for both; the first warms caches.
        for (let round = 0; round <= ROUNDS; round++) {
          const [one, other] = [
            await start(() => host.open(dataDir)),
            await start(() => host.openUrl(bare.url)),
          ]
          if (round > 0) {
            ours.push(one)
            alone.push(other)
          }
        }
        const ready = (starts: readonly Start[]): number => middle(starts.map((one) => one.ready))
        rows.push(
          kilobytes(
            `Page, loaded when ready, gzip, ${host.name}`,
            loaded(built, ours),
            loaded(bare.dir, alone),
          ),
          row(`Page, ready to be typed in, ${host.name}`, ready(ours), ready(alone), BASELINE),
        )
      }
      return rows
    } finally {
      bare.close()
    }
  })
}

async function start(open: () => Promise<Opened>): Promise<Start> {
  const { page, close } = await open()
  try {
    return { ready: await readyAfter(page), files: await loadedFiles(page) }
  } finally {
    await close()
  }
}

/** Workers included, which are asked for by the page. */
function loadedFiles(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const ready = performance.getEntriesByName('hookbench:ready')[0]?.startTime ?? 0
    return performance
      .getEntriesByType('resource')
      .filter(({ startTime }) => startTime <= ready)
      .map(({ name }) => new URL(name).pathname)
      .concat('/index.html')
  })
}

function loaded(root: string, starts: readonly Start[]): number {
  const files = new Set(starts.at(-1)?.files)
  return [...files].reduce((sum, file) => sum + gzipped(path.join(root, file)), 0)
}

function sizeOf(root: string): number {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, name) => sum + gzipped(path.join(root, name)),
    0,
  )
}

function gzipped(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true
    ? gzipSync(readFileSync(file)).byteLength
    : 0
}
