/** What strangers write into one line must not steer a terminal, nor turn the text around it. */

// Control characters, line separators, and what overrides or embeds a direction (Unicode UAX 9).
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

export function isPlainText(text: string): boolean {
  return text.search(UNSEEN) === -1
}

/** Shows that something stood there. */
export function plainText(text: string): string {
  return text.replace(UNSEEN, '\u{fffd}')
}
