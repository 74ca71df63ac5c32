/** A page of bytes for a hex view. */
import type { HexPage } from '#preload/model/event-view'

const ROW_BYTES = 16
const PAGE_BYTES = 4096

/** `offset` is moved to the start of its row. */
export function hexPage(bytes: Uint8Array, offset: number): HexPage {
  const start = Math.min(offset, bytes.byteLength)
  const from = start - (start % ROW_BYTES)
  const end = Math.min(from + PAGE_BYTES, bytes.byteLength)
  const rows: HexPage['rows'] = []
  for (let at = from; at < end; at += ROW_BYTES) {
    const row = Buffer.from(bytes.subarray(at, Math.min(at + ROW_BYTES, end)))
    rows.push({
      offset: at,
      hex: row.toString('hex').replace(/..(?=.)/g, '$& '),
      ascii: row.toString('latin1').replace(/[^\x20-\x7e]/g, '.'),
    })
  }
  return { offset: from, total: bytes.byteLength, next: end < bytes.byteLength ? end : null, rows }
}
