import { inflateRawSync, crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { zip } from '#main/runtime/ring/zip'

/** Reads an archive by its directory, as an unpacker does. */
function unpack(archive: Buffer): Record<string, string> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  const files: Record<string, string> = {}
  for (let index = 0; index < count; index += 1) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50)
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const local = archive.readUInt32LE(at + 42)
    expect(archive.readUInt32LE(local)).toBe(0x04034b50)
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const bytes = inflateRawSync(archive.subarray(start, start + archive.readUInt32LE(at + 20)))
    expect(bytes).toHaveLength(archive.readUInt32LE(at + 24))
    expect(crc32(bytes)).toBe(archive.readUInt32LE(at + 16))
    files[name] = bytes.toString('utf8')
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  expect(at).toBe(end)
  return files
}

it('packs texts so that they come out as they went in', () => {
  const files = [
    { path: 'orders/function.js', text: 'async function onRequest() {}\n'.repeat(2000) },
    { path: 'orders/cases/größe.json', text: '{"note": "Größe 💶"}' },
    { path: 'orders/empty.txt', text: '' },
  ]
  expect(unpack(zip(files))).toEqual(Object.fromEntries(files.map((f) => [f.path, f.text])))
  expect(zip(files)).toEqual(zip(files))
})
