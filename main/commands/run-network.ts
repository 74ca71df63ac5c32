/** What the options of `hookbench run` say about the network. */
import { access, writeFile } from 'node:fs/promises'
import { formatCassette, parseCassette } from '#main/runtime/cassettes/cassette'
import type { Recording } from '#main/runtime/cassettes/record'
import { usableSecrets } from '#main/runtime/mask'
import type { RunNetwork } from '#main/runtime/run-network'
import { AppError } from '#preload/errors'
import type { NetworkPolicy } from '#preload/model/network'

export interface NetworkOptions {
  readonly network?: NetworkPolicy
  /** File that the calls are written to. */
  readonly record?: string
  /** File that calls are answered from. */
  readonly replay?: string
}

export interface NetworkOfRun {
  readonly network: RunNetwork
  /** Writes what was recorded, if it was to be; answers a line that says so. */
  finish(): Promise<string | null>
}

/** A file need not say which settings are secrets, so all that could be one is kept out. */
const secretLength = 8

export async function networkOfRun(
  { network: policy = 'allow', record, replay }: NetworkOptions,
  secrets: readonly string[],
  read: (file: string) => Promise<string>,
): Promise<NetworkOfRun> {
  if (replay !== undefined) {
    const cassette = parseCassette(await read(replay), replay)
    return { network: { policy, replay: cassette }, finish: async () => null }
  }
  if (record === undefined) {
    return { network: { policy }, finish: async () => null }
  }
  const known = new Set(usableSecrets(secrets))
  let taken: Recording | undefined
  return {
    network: {
      policy,
      hides: (text) => text.length >= secretLength || known.has(text),
      record: (recording) => {
        taken = recording
      },
    },
    finish: async () => (taken === undefined ? null : write(record, taken)),
  }
}

async function write(file: string, { cassette }: Recording): Promise<string> {
  const { length } = cassette.calls
  if (length === 0 && (await exists(file))) {
    return `No call to be recorded: ${file} stays as it was`
  }
  try {
    await writeFile(file, formatCassette(cassette))
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error'
    throw new AppError('invalid_input', `The cassette ${file} could not be written (${code}).`, {
      hint: 'Check the path and that the folder may be written to.',
      cause,
    })
  }
  return `${length} ${length === 1 ? 'call' : 'calls'} recorded in ${file}`
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch {
    return false
  }
}
