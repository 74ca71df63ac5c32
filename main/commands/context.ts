/** What every verb gets from the process, so that none reaches for it by itself. */
export interface CommandIo {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: NodeJS.WritableStream
  readonly stderr: NodeJS.WritableStream
}

export interface CliContext {
  readonly io: CommandIo
  readonly env: Readonly<Record<string, string | undefined>>
  readonly paths: {
    /** Folder with the built runtime bundle. */
    readonly runtimeDir: string
    /** Folder with the built page, for browser mode. */
    readonly rendererDir: string
  }
  /** Aborts on Ctrl+C and on a request to end. */
  readonly interrupted: AbortSignal
}

/** A verb calls it once with how the process shall exit. */
export type SetExitCode = (code: number) => void

export const ExitCode = { done: 0, failed: 1, wrongUse: 2 } as const

export function printLine(io: CommandIo, text: string): void {
  io.stdout.write(`${text}\n`)
}

/** One JSON value, one line. */
export function printJson(io: CommandIo, value: unknown): void {
  printLine(io, JSON.stringify(value))
}

export function untilInterrupted(signal: AbortSignal): Promise<'interrupted'> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve('interrupted')
    } else {
      signal.addEventListener('abort', () => resolve('interrupted'), { once: true })
    }
  })
}
