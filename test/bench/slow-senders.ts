/** What a crowd costs: 500 senders that upload 2 MB each, slowly and at the same time. */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { row, type BenchRow } from './support/rows.ts'
import { BENCH_TOKEN, withCaptureServer } from './support/with-capture-server.ts'

const SENDERS = 500
const BYTES = 2 * 1024 * 1024
const PIECES = 20
const PAUSE_MS = 100

export async function benchSlowSenders(): Promise<BenchRow[]> {
  return withCaptureServer(async (server, url) => {
    const idle = await memoryOf(server)
    let peak = idle
    const sending = Promise.all(Array.from({ length: SENDERS }, () => upload(url)))
    const done = sending.then(() => true)
    while (!(await Promise.race([done, pause(20, false)]))) {
      peak = Math.max(peak, await memoryOf(server))
    }
    const statuses = await sending
    const stored = statuses.filter((status) => status === '200').length
    return [
      row(
        `Memory while ${SENDERS} senders upload 2 MB slowly (${stored} stored, rest told to retry)`,
        Math.round(peak / 1e6),
        Math.round(idle / 1e6),
        'the same process, idle',
        'MB',
      ),
    ]
  })
}

async function memoryOf(server: ChildProcess): Promise<number> {
  server.send('memory')
  const [bytes] = (await once(server, 'message')) as [number]
  return bytes
}

/** Resolves with the status of the answer, or `cut`. */
async function upload(url: string): Promise<string> {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1')
  let answer = ''
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => {
    answer += chunk.toString('latin1')
  })
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(
    `POST /?b=${BENCH_TOKEN} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${BYTES}\r\n\r\n`,
  )
  const piece = Buffer.alloc(Math.ceil(BYTES / PIECES), 'x')
  for (let left = BYTES; left > 0 && socket.writable; left -= piece.byteLength) {
    socket.write(piece.subarray(0, Math.min(left, piece.byteLength)))
    await pause(PAUSE_MS)
  }
  await closed
  return /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'cut'
}
