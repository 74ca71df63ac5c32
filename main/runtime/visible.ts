/** What a webhook's sender or a function chose must not steer the terminal. */
export function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '\uFFFD')
}

/** For texts of several lines. */
export function visibleLines(text: string): string {
  return text.replaceAll(/[^\t\n]+/g, visible)
}
