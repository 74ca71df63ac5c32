/** Rows of the table that `npm run bench` prints, and the numbers that they are made of. */
export interface BenchRow {
  readonly name: string
  readonly median: number
  readonly unit: string
  readonly baseline: number
  readonly baselineName: string
  readonly ratio: number
}

export function row(
  name: string,
  median: number,
  baseline: number,
  baselineName: string,
  unit = 'ms',
): BenchRow {
  return { name, median, unit, baseline, baselineName, ratio: median / baseline }
}

/** By nearest rank; `part` 0.5 is the median. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}

export const middle = (values: readonly number[]): number => quantile(values, 0.5)
