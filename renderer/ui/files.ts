/** Files out of the page and into it. */

/** A plain loop: `Uint8Array.from` with a function takes five times as long for 2 MB. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) {
    // Each sign of what `atob` gives is a byte.
    // oxlint-disable-next-line unicorn/prefer-code-point
    bytes[index] = binary.charCodeAt(index)
  }
  return bytes
}

export interface FileContent {
  readonly fileName: string
  readonly mediaType: string
  readonly base64: string
}

export function textFile(fileName: string, text: string): FileContent {
  return { fileName, mediaType: 'text/plain', base64: textToBase64(text) }
}

/** The browser's own download; the desktop app asks where to. */
export function saveFile(file: FileContent): void {
  // Never the file's own type: a page that a sender wrote must not open as one of ours.
  const blob = new Blob([bytesOf(file.base64)], { type: 'application/octet-stream' })
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = file.fileName
  link.click()
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** `null` when the bytes are not valid UTF-8. */
export function decodeText(base64: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(base64))
  } catch {
    return null
  }
}

export function textOf(base64: string): string {
  return new TextDecoder().decode(bytesOf(base64))
}

export function textToBase64(text: string): string {
  return bytesToBase64(new TextEncoder().encode(text))
}

/** In slices: a call takes only so many arguments. */
export function bytesToBase64(bytes: Uint8Array): string {
  const SLICE = 0x8000
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += SLICE) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + SLICE)))
  }
  return btoa(parts.join(''))
}
