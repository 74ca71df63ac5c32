const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** The address of a Hookbench on this machine, with its token; `null` for anything else. */
export function addressOf(text: string): string | null {
  const typed = text.trim()
  if (!URL.canParse(typed)) {
    return null
  }
  const url = new URL(typed)
  const isOurs = url.protocol === 'http:' && LOOPBACK.has(url.hostname)
  return isOurs && url.searchParams.has('token') ? url.href : null
}
