/**
 * What only one process may hold at a time (the capture port with its tunnel). App and command
 * line share the database; the one that comes second is told who holds it. A holder that died
 * without releasing is replaced.
 */
import { readFileSync } from 'node:fs'
import os from 'node:os'
import type { Database } from './database.ts'
import { processExists } from './process-exists.ts'

/** The port for webhooks, the tunnel and the journal of what comes. */
export const CAPTURE_LEASE = 'capture'

interface LeaseHolder {
  readonly pid: number
  readonly holder: string
  readonly since: string
}

type LeaseResult = { readonly ok: true } | { readonly ok: false; readonly holder: LeaseHolder }

export interface LeasesRepo {
  /** Taking again what this repo already holds is fine. */
  take(name: string, holder: string): LeaseResult
  /**
   * Whether this repo has it still. Another process may take a holder that lives for dead: one
   * in another container, or one that started before the clock was set.
   */
  holds(name: string): boolean
  /** Whoever holds it and is alive, this process too. */
  holderOf(name: string): LeaseHolder | undefined
  /** Does nothing to a lease that another process has taken meanwhile. */
  release(name: string): void
}

export function createLeasesRepo(database: Database): LeasesRepo {
  const find = database.prepare<[string], LeaseHolder>(
    'SELECT pid, holder, since FROM leases WHERE name = ?',
  )
  const replace = database.prepare(
    'INSERT OR REPLACE INTO leases (name, pid, holder, since) VALUES (?, ?, ?, ?)',
  )
  const remove = database.prepare('DELETE FROM leases WHERE name = ? AND pid = ? AND since = ?')
  const held = new Map<string, string>()

  function holds(name: string, current = find.get(name)): boolean {
    return current?.pid === process.pid && held.get(name) === current.since
  }

  const take = database.transaction((name: string, holder: string): LeaseResult => {
    const current = find.get(name)
    const mine = holds(name, current)
    if (current !== undefined && !mine && isAlive(current)) {
      return { ok: false, holder: current }
    }
    if (!mine) {
      const since = new Date().toISOString()
      replace.run(name, process.pid, holder, since)
      held.set(name, since)
    }
    return { ok: true }
  })

  return {
    take: (name, holder) => take.immediate(name, holder),
    holds: (name) => holds(name),
    holderOf(name) {
      const current = find.get(name)
      return current !== undefined && isAlive(current) ? current : undefined
    },
    release(name) {
      const since = held.get(name)
      if (since !== undefined) {
        remove.run(name, process.pid, since)
        // Not before: one that could not be given back is held, and can be taken again.
        held.delete(name)
      }
    },
  }
}

/** The boot time is known to the second, and start times count from it. */
const CLOCK_SLACK_MS = 1000

function isAlive(lease: LeaseHolder): boolean {
  if (!processExists(lease.pid)) {
    return false
  }
  // Process numbers come back, in containers within seconds: a process that started after the
  // lease was taken is not its holder.
  const startedAt =
    lease.pid === process.pid ? Date.now() - process.uptime() * 1000 : startTime(lease.pid)
  return startedAt <= Date.parse(lease.since) + CLOCK_SLACK_MS
}

/** USER_HZ, the unit of `/proc/PID/stat`; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100

/** When the process started at the earliest, in epoch milliseconds; more is known on Linux only. */
function startTime(pid: number): number {
  try {
    // The second field is the program's name in brackets and may hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    const bootSeconds = /^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]
    const startMs = (Number(bootSeconds) + Number(fields[19]) / TICKS_PER_SECOND) * 1000
    return Number.isFinite(startMs) ? startMs : bootTime()
  } catch {
    return bootTime()
  }
}

/** After a loss of power the number of a holder soon is another process's. */
function bootTime(): number {
  return Date.now() - os.uptime() * 1000
}
