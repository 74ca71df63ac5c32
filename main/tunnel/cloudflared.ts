/**
 * A quick tunnel of `cloudflared`, when the user has it. It is never downloaded. The address that
 * it prints does not resolve yet: asked too early, resolvers remember for minutes that the name
 * does not exist. So nothing is told to anyone before it says that the edge has the tunnel.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { plainText } from '#preload/model/plain-text'
import { findProgram } from './find-program.ts'
import { TunnelFailure, type TunnelProvider } from './provider.ts'

export interface CloudflaredOptions {
  readonly localPort: number
  /** Until it has registered the tunnel. */
  readonly startMs: number
  /** How long it may take to end by itself. */
  readonly endMs: number
  readonly env: Readonly<Record<string, string | undefined>>
}

const NOT_FOUND =
  'cloudflared is not on the PATH. Install it from Cloudflare, or choose another tunnel in the preferences.'

/** It stands in a frame; the terms and the documentation that are named elsewhere do not. */
const URL_LINE = /\|\s+(https?:\/\/[^\s|/]+)\/?\s+\|/
const REGISTERED = /Registered tunnel connection/
/** Log lines have a level; what ends it is printed as it is. */
const COMPLAINT = /^\S+ (?:ERR|FTL) (.*)$|^(?!\S+ [A-Z]{3} )(.*\S.*)$/

export function createCloudflaredProvider(options: CloudflaredOptions): TunnelProvider {
  return {
    canReconnect: true,
    async connect(signal) {
      const program = await findProgram('cloudflared', options.env)
      signal.throwIfAborted()
      if (program === undefined) {
        throw new TunnelFailure(NOT_FOUND)
      }
      const child = spawn(
        program,
        ['tunnel', '--no-autoupdate', '--url', `http://127.0.0.1:${options.localPort}`],
        { env: { ...options.env }, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true },
      )
      const ended = untilEnded(child)
      try {
        return {
          publicUrl: await untilRegistered(child, ended, options.startMs, signal),
          lost: ended,
          close: () => end(child, ended, options.endMs),
        }
      } catch (error) {
        await end(child, ended, options.endMs)
        throw error
      }
    },
  }
}

/** Resolves with the reason, a sentence, when the process is gone. */
function untilEnded(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`cloudflared cannot be started: ${error.message}.`))
    child.once('exit', (code, signal) =>
      resolve(`cloudflared has ended (${signal ?? `exit code ${code ?? 'unknown'}`}).`),
    )
  })
}

async function untilRegistered(
  child: ChildProcess,
  ended: Promise<string>,
  startMs: number,
  signal: AbortSignal,
): Promise<string> {
  let publicUrl: string | undefined
  let complaint: string | undefined
  const registered = new Promise<string>((resolve) => {
    if (child.stderr === null) {
      return
    }
    // It goes on to be read until the end: a pipe that is full would stop the program.
    createInterface({ input: child.stderr }).on('line', (line) => {
      publicUrl ??= URL_LINE.exec(line)?.[1]
      const [, logged, printed] = COMPLAINT.exec(line) ?? []
      complaint = logged ?? printed ?? complaint
      if (REGISTERED.test(line) && publicUrl !== undefined) {
        resolve(publicUrl)
      }
    })
  })
  const failed = ended.then((reason) => {
    throw new TunnelFailure(
      complaint === undefined ? reason : `${reason} It said: ${said(complaint)}`,
    )
  })
  const gaveUp = new AbortController()
  const late = rejectLater(
    startMs,
    AbortSignal.any([signal, gaveUp.signal]),
    () =>
      new TunnelFailure(
        complaint === undefined
          ? 'cloudflared did not register a tunnel in time.'
          : `cloudflared did not register a tunnel in time. It said: ${said(complaint)}`,
      ),
  )
  try {
    return await Promise.race([registered, failed, late])
  } finally {
    gaveUp.abort()
    failed.catch(() => {})
    late.catch(() => {})
  }
}

function rejectLater(ms: number, signal: AbortSignal, failure: () => Error): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => reject(failure()), ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}

function said(complaint: string): string {
  const text = plainText(complaint.trim().slice(0, 300))
  return /[.!?]$/.test(text) ? text : `${text}.`
}

async function end(child: ChildProcess, ended: Promise<string>, endMs: number): Promise<void> {
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), endMs)
  await ended
  clearTimeout(timer)
}
