/** How often each place of the code was reached in one run, from V8's nested ranges. */

export interface Counts {
  at(offset: number): number
}

interface Range {
  readonly start: number
  readonly end: number
  readonly count: number
}

/** `flat` has the start, end and count of each range; of two that are equal the later is inside. */
export function createCounts(flat: readonly number[]): Counts {
  const starts: number[] = []
  const counts: number[] = []
  const say = (offset: number, count: number): void => {
    if (starts.at(-1) === offset) {
      counts[counts.length - 1] = count
    } else {
      starts.push(offset)
      counts.push(count)
    }
  }
  const open: Range[] = []
  const closeUntil = (offset: number): void => {
    for (let top = open.at(-1); top !== undefined && top.end <= offset; top = open.at(-1)) {
      open.pop()
      say(top.end, open.at(-1)?.count ?? 0)
    }
  }
  for (const range of sorted(flat)) {
    closeUntil(range.start)
    say(range.start, range.count)
    open.push(range)
  }
  closeUntil(Number.POSITIVE_INFINITY)
  return { at: (offset) => counts[lastUpTo(starts, offset)] ?? 0 }
}

function sorted(flat: readonly number[]): Range[] {
  const ranges: Range[] = []
  for (let index = 0; index + 2 < flat.length; index += 3) {
    const [start = 0, end = 0, count = 0] = flat.slice(index, index + 3)
    ranges.push({ start, end, count })
  }
  return ranges.toSorted((a, b) => a.start - b.start || b.end - a.end)
}

/** Index of the last number that is not above; -1 when all are. */
export function lastUpTo(numbers: readonly number[], wanted: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= wanted) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low - 1
}
