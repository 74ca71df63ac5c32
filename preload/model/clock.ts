/** The frozen clock of a run. Without zod, which the page does not load. */

export interface FrozenClock {
  readonly now: string
  readonly seed: number
}

/** What test cases and the whole ring run at: the day on which the modern interface came. */
export const DEFAULT_CLOCK: FrozenClock = { now: '2019-09-11T00:00:00.000Z', seed: 1 }

export const MAX_SEED = 4_294_967_295

const TIME =
  /^(\d{4})-(\d\d)-(\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** ISO 8601 with an offset, of a day that there is. */
export function isClockTime(text: unknown): text is string {
  const [, year, month, day] = (typeof text === 'string' ? TIME.exec(text) : null) ?? []
  if (year === undefined) {
    return false
  }
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day)
}

export function isSeed(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_SEED
}
