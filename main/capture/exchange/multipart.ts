/** The body that curl's `-F` makes (RFC 7578). */
import { createHash } from 'node:crypto'

/** Texts have one character a byte. */
export interface FormPart {
  readonly name: string
  readonly value: string
  readonly type: string | undefined
  readonly fileName: string | undefined
}

export interface Multipart {
  readonly contentType: string
  readonly body: Buffer
}

/** The boundary is made from the content, so that the same command always makes the same bytes. */
export function multipart(parts: readonly FormPart[], stated?: string): Multipart {
  const seed = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 22)
  const boundary = stated ?? `------------------------${seed}`
  const text = parts.map(({ name, value, type, fileName }) => {
    const typeLine = type === undefined ? '' : `Content-Type: ${type}\r\n`
    const fileLine = fileName === undefined ? '' : `; filename="${escapeName(fileName)}"`
    return (
      `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(name)}"${fileLine}\r\n` +
      `${typeLine}\r\n${value}\r\n`
    )
  })
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.from(`${text.join('')}--${boundary}--\r\n`, 'latin1'),
  }
}

function escapeName(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}
