/** The real command in its own process, as scripts and people call it. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

const root = path.resolve(import.meta.dirname, '../..')

/** Built by `buildOnce`; what the clone's `hookbench` does before is tested on its own. */
const entry = path.join(root, 'out/main/cli.js')
export const bin = path.join(root, 'scripts/hookbench.mjs')

/** A build takes some 10 s, longer when others build beside it. */
export const BUILD_LIMIT_MS = 120_000

/** To be called before all tests of a file: the command would build by itself, and say so. */
export function buildOnce(): void {
  execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), '--if-stale'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly stdin?: string
  readonly env?: Record<string, string>
  /** Executable instead of the Node that runs the tests. */
  readonly node?: string
  /** The clone's `hookbench` instead of the built entry. */
  readonly script?: string
}

export function runCli(args: readonly string[], options: CliOptions = {}): Promise<Finished> {
  return finish(start(args, options), options.stdin)
}

function start(args: readonly string[], { env, node, script }: CliOptions) {
  return spawn(node ?? process.execPath, [script ?? entry, ...args], {
    env: { ...process.env, HOOKBENCH_DATA: '', ...env },
    stdio: 'pipe',
  })
}

async function finish(child: ReturnType<typeof start>, stdin = ''): Promise<Finished> {
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()))
  child.stdin.on('error', () => undefined)
  child.stdin.end(stdin)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}

export type JsonLine = Readonly<Record<string, unknown>> & { readonly type: string }

export interface RunningCli {
  /** The next line of this type; earlier ones of other types are passed over. */
  next(type: string): Promise<JsonLine>
  interrupt(): void
  readonly finished: Promise<Finished>
}

/** Longer than a command that has ended waits for what still holds its process. */
const PATIENCE_MS = 1500

/** A reader that takes its time, such as `less`: nothing is read before the command could end. */
export async function runCliUnread(args: readonly string[]): Promise<Finished> {
  const child = start(args, {})
  await once(child.stdout, 'readable')
  await Promise.race([once(child, 'exit'), pause(PATIENCE_MS)])
  return finish(child)
}

/** A command that prints JSON lines for as long as it runs. */
export function startCli(args: readonly string[]): RunningCli {
  const child = start(args, {})
  const finished = finish(child)
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  return {
    finished,
    interrupt: () => child.kill('SIGINT'),
    async next(type) {
      for (;;) {
        const line = await lines.next()
        if (line.done === true) {
          const { stderr, code } = await finished
          throw new Error(`ended (${code}) without a line of type ${type}: ${stderr}`)
        }
        const value = JSON.parse(line.value) as JsonLine
        if (value.type === type) {
          return value
        }
      }
    },
  }
}

export function jsonLines(text: string): JsonLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonLine)
}
