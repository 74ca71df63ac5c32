import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDatabase } from '#main/store/database'

export const BENCH_TOKEN = 'bench-token'

/** Runs the measure with a capture service in a process of its own. */
export async function withCaptureServer<T>(
  measure: (server: ChildProcess, url: string) => Promise<T>,
  { durable = true } = {},
): Promise<T> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'hookbench-bench-'))
  prepare(dataDir)
  const server = fork(new URL('./capture-server.ts', import.meta.url), [
    dataDir,
    ...(durable ? [] : ['unsynced']),
  ])
  try {
    return await measure(server, await urlOf(server))
  } finally {
    server.kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
  }
}

export async function urlOf(server: ChildProcess): Promise<string> {
  const [url] = (await once(server, 'message')) as [string]
  return url
}

function prepare(dataDir: string): void {
  const database = openDatabase(dataDir)
  database
    .prepare(
      `INSERT INTO sources (id, name, slug, profile, handler, code, version, token,
         sample_payload, created_at, updated_at)
       VALUES ('src_bench', 'Bench', 'bench', '2019', 'modern', '', 1, ?, '', '', '')`,
    )
    .run(BENCH_TOKEN)
  database.close()
}
