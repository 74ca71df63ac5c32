/** `console.table` as Node 12 drew it: columns centred in boxes. */
import { show } from './inspect.ts'

type Row = readonly [index: string, cells: ReadonlyMap<string, string>]

const indexName = '(index)'
const valuesName = 'Values'

function cell(value: unknown): string {
  const isLarge =
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length > 2
  return show(value, { depth: isLarge ? -1 : 0, maxArrayLength: 3, breakLength: Infinity })
}

function cellsOf(value: unknown, properties: readonly string[] | undefined): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    return new Map([[valuesName, cell(value)]])
  }
  const names = properties ?? Object.keys(value)
  return new Map(
    names
      .filter((name) => Object.hasOwn(value, name))
      .map((name) => [name, cell(Reflect.get(value, name))]),
  )
}

function rowsOf(data: object, properties: readonly string[] | undefined): [string, Row[]] {
  if (data instanceof Map) {
    const rows = [...data].map(([key, value], index): Row => {
      const cells = typeof value === 'object' && value !== null ? cellsOf(value, properties) : null
      return [
        String(index),
        new Map([['Key', cell(key)], ...(cells ?? [[valuesName, cell(value)]])]),
      ]
    })
    return ['(iteration index)', rows]
  }
  if (data instanceof Set) {
    const rows = [...data].map((value, index): Row => [String(index), cellsOf(value, properties)])
    return ['(iteration index)', rows]
  }
  return [
    indexName,
    Object.entries(data).map(([key, value]): Row => [key, cellsOf(value, properties)]),
  ]
}

/** Wide characters are rare in tables; what counts is that the boxes meet for all others. */
function centred(text: string, width: number): string {
  const needed = width - text.length
  const left = Math.floor(needed / 2)
  return `${' '.repeat(left)}${text}${' '.repeat(needed - left)}`
}

export function table(data: object, properties: readonly string[] | undefined): string {
  const [first, rows] = rowsOf(data, properties)
  const found = new Set(rows.flatMap(([, cells]) => [...cells.keys()]))
  const hasValues = found.delete(valuesName)
  const columns = [...(properties ?? found), ...(hasValues ? [valuesName] : [])]
  const lines = [
    [first, ...columns],
    ...rows.map(([index, cells]) => [index, ...columns.map((name) => cells.get(name) ?? '')]),
  ]
  const widths = [first, ...columns].map(
    (_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)) + 2,
  )
  const rule = (left: string, cross: string, right: string): string =>
    `${left}${widths.map((width) => '─'.repeat(width)).join(cross)}${right}`
  const drawn = lines.map(
    (line) => `│${line.map((text, column) => centred(text, widths[column] ?? 0)).join('│')}│`,
  )
  return [
    rule('┌', '┬', '┐'),
    drawn[0],
    rule('├', '┼', '┤'),
    ...drawn.slice(1),
    rule('└', '┴', '┘'),
  ].join('\n')
}
