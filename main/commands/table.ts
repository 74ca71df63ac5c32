import { plainText } from '#preload/model/plain-text'

/** Plain aligned columns for people; scripts have `--json`. */
export function formatTable(header: readonly string[], rows: readonly string[][]): string {
  const all = [header, ...rows].map((row) => row.map(visible))
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** What a webhook's sender, a target or an imported file chose must not steer the terminal. */
export function visible(text: string): string {
  return plainText(text)
}
