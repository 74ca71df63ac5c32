/**
 * How much the page is, gzipped, and when its editor can be typed in, counted from the start of
 * the page; beside a page with one Monaco editor, built from our own Monaco set-up. Each start has a
 * new profile and new data, and no debugger is attached to it.
 */
import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { serve, type Served } from '../e2e/support/browser-host.ts'
import { startBareMonaco } from './support/bare-monaco.ts'
import { middle, row, type BenchRow } from './support/rows.ts'
import { longFunction, seed } from './support/seed.ts'
import { emptyApp, inTempDir, uiHosts } from './support/ui-hosts.ts'
import { browserProgram, electronProgram, startUnwatched, type Start } from './support/unwatched.ts'

const BASELINE = 'Monaco alone'
const ROUNDS = 7
const root = path.resolve(import.meta.dirname, '../..')
const built = path.join(root, 'out/renderer')

/** The guide's pictures are fetched when it is read. */
const PICTURE = /\.png$/

export async function benchBundle(): Promise<BenchRow[]> {
  return inTempDir(async (dir) => {
    const bare = await startBareMonaco(`${dir}/bare`)
    try {
      const kilobytes = (name: string, ours: number, alone: number): BenchRow =>
        row(name, ours / 1024, alone / 1024, BASELINE, 'KB')
      const rows = [
        kilobytes('Page, all files, gzip', sizeOf(built), sizeOf(bare.dir)),
        kilobytes(
          'Page, all files but pictures, gzip',
          sizeOf(built, PICTURE),
          sizeOf(bare.dir, PICTURE),
        ),
      ]
      for (const { name } of uiHosts()) {
        const { ours, alone } = await measure(name, `${dir}/${name}`, bare.url)
        const middleOf = (starts: readonly Start[], of: 'ready' | 'loaded'): number =>
          middle(starts.map((one) => one[of]))
        const ready = middleOf(alone, 'ready')
        rows.push(
          kilobytes(
            `Page, loaded when ready, gzip, ${name}`,
            loaded(built, ours),
            loaded(bare.dir, alone),
          ),
          row(`Page, ready to be typed in, ${name}`, middleOf(ours, 'ready'), ready, BASELINE),
          row(`Page, all of the window, ${name}`, middleOf(ours, 'loaded'), ready, BASELINE),
        )
      }
      return rows
    } finally {
      bare.close()
    }
  })
}

async function measure(
  host: string,
  seeded: string,
  bareUrl: string,
): Promise<{ ours: Start[]; alone: Start[] }> {
  await seed(seeded, { code: longFunction(100), bodies: [] })
  const startOurs = host === 'Electron' ? startInElectron : startInBrowser
  const startAlone = host === 'Electron' ? startAloneInElectron : startAloneInBrowser
  const ours: Start[] = []
  const alone: Start[] = []
  // In turns, so that a machine that gets busy is busy for both; the first warms what is shared.
  for (let round = 0; round <= ROUNDS; round++) {
    // New data each time: the desktop app keeps the caches of its page with them.
    const dataDir = `${seeded}-${round}`
    cpSync(seeded, dataDir, { recursive: true })
    const [one, other] = [await startOurs(dataDir), await startAlone(bareUrl)]
    if (round > 0) {
      ours.push(one)
      alone.push(other)
    }
  }
  return { ours, alone }
}

async function startInBrowser(dataDir: string): Promise<Start> {
  const served: Served[] = []
  try {
    return await startUnwatched(
      browserProgram(async () => {
        const server = await serve(dataDir)
        served.push(server)
        return server.url
      }),
    )
  } finally {
    await Promise.all(served.map((server) => server.close()))
  }
}

const startAloneInBrowser = (url: string): Promise<Start> =>
  startUnwatched(browserProgram(() => Promise.resolve(url)))

const startInElectron = (dataDir: string): Promise<Start> =>
  startUnwatched(electronProgram(root, '--data', dataDir))

async function startAloneInElectron(url: string): Promise<Start> {
  const dir = emptyApp(url)
  try {
    return await startUnwatched(electronProgram(dir))
  } finally {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  }
}

function loaded(folder: string, starts: readonly Start[]): number {
  const files = new Set(starts.at(-1)?.files)
  return [...files].reduce((sum, file) => sum + gzipped(path.join(folder, file)), 0)
}

function sizeOf(folder: string, but?: RegExp): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => but?.test(name) !== true)
    .reduce((sum, name) => sum + gzipped(path.join(folder, name)), 0)
}

function gzipped(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.isFile() === true
    ? gzipSync(readFileSync(file)).byteLength
    : 0
}
