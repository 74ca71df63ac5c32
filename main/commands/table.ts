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
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '\uFFFD')
}
