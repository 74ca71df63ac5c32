/** Numbers and times as the user reads them. */

export function formatBytes(bytes: number): string {
  if (bytes < 1000) {
    return `${bytes} B`
  }
  if (bytes < 1_000_000) {
    return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} KB`
  }
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

export function formatDuration(ms: number): string {
  if (ms < 10) {
    return `${ms.toFixed(1)} ms`
  }
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function formatAge(at: string, now: number): string {
  const age = now - Date.parse(at)
  if (age < 10_000) {
    return 'just now'
  }
  if (age < MINUTE) {
    return `${Math.floor(age / 1000)} s ago`
  }
  if (age < HOUR) {
    return `${Math.floor(age / MINUTE)} min ago`
  }
  return age < DAY ? `${Math.floor(age / HOUR)} h ago` : `${Math.floor(age / DAY)} d ago`
}

export function formatClock(at: string): string {
  return new Date(at).toLocaleTimeString(undefined, { hour12: false })
}

/** Day and time, where an age is too coarse. */
export function formatDate(at: string): string {
  return new Date(at).toLocaleString(undefined, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hour12: false,
  })
}

/** What is left of a capture window, `mm:ss`, rounded up so that it ends at 00:00. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const parts = [Math.floor(seconds / 60), seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
