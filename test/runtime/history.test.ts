/** Runs and versions as they are kept, with the real database and the real runtime. */
import path from 'node:path'
import { DATABASE_FILE } from '#main/store/database'
import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { startCoreClient } from '../support/core-client.ts'
import { tempDir } from '../support/temp-dir.ts'
import { runtimeDir } from './harness.ts'

const code = (event: string) => `function onRequest(request) {
  console.log('seen', request.json().n)
  Segment.track({ event: '${event}', userId: 'u1', properties: { at: new Date(), r: Math.random() } })
}`

async function bench(dataDir = tempDir()) {
  const client = startCoreClient(dataDir, runtimeDir)
  const { api } = client
  const { id: sourceId } = await api['sources.create']({ name: 'Orders' })
  await api['sources.saveCode']({ sourceId, code: code('First'), baseVersion: 1 })
  const run = (text: string, options = {}) =>
    api['runs.start']({ sourceId, input: { kind: 'payload', text }, options })
  return { ...client, sourceId, run }
}

describe('the history of runs', () => {
  it('keeps what was run on what, and finds it', async () => {
    const { api, sourceId, run } = await bench()
    const first = await run('{"n":"needle"}')
    await api['sources.saveCode']({ sourceId, code: code('Second'), baseVersion: 2 })
    await run('{"n":2}')
    await run('{"n":2}')

    const all = await api['history.runs']({ sourceId })
    expect(all.map(({ sourceVersion, label }) => [sourceVersion, label])).toEqual([
      [3, 'Edited payload'],
      [3, 'Edited payload'],
      [2, 'Edited payload'],
    ])
    expect(all[0]).toMatchObject({ status: 'ok', events: 1, objects: 0, logs: 1, error: null })
    for (const search of ['NEEDLE', 'first', 'seen needle', 'version 2']) {
      const found = await api['history.runs']({ sourceId, search })
      expect([search, found.map(({ id }) => id)]).toEqual([search, [first.id]])
    }
    expect(await api['history.runs']({ sourceId, search: '%' })).toEqual([])
    expect(await api['history.run']({ runId: first.id })).toMatchObject({
      payload: '{"n":"needle"}',
      code: code('First'),
      run: { result: { output: { events: [{ event: 'First' }] } } },
    })
  })

  it('runs the code that is named right behind its save, and nothing when that was refused', async () => {
    const { api, sourceId } = await bench()
    const saveAndRun = (text: string, baseVersion: number) =>
      Promise.allSettled([
        api['sources.saveCode']({ sourceId, code: text, baseVersion }),
        api['runs.start']({ sourceId, code: text, input: { kind: 'payload', text: '{"n":1}' } }),
      ])
    expect(await saveAndRun(code('Second'), 2)).toMatchObject([
      { value: { version: 3 } },
      { value: { sourceVersion: 3, result: { output: { events: [{ event: 'Second' }] } } } },
    ])
    const conflict = { status: 'rejected', reason: { code: 'conflict' } }
    expect(await saveAndRun(code('Third'), 2)).toMatchObject([conflict, conflict])
    expect(await api['history.runs']({ sourceId })).toHaveLength(1)
  })

  it('keeps the runs of all events apart from single ones, and bounds both', async () => {
    const { api, sourceId, run } = await bench()
    const single = await run('{"n":"alone"}')
    await api['ring.run']({ sourceId })
    await api['ring.run']({ sourceId })

    const ring = await api['history.runs']({ sourceId, of: 'ring' })
    expect(ring.map(({ label }) => label)).toEqual(['Sample payload', 'Sample payload'])
    expect(new Set(ring.map(({ ringId }) => ringId)).size).toBe(2)
    const alone = await api['history.runs']({ sourceId, of: 'single' })
    expect(alone).toMatchObject([{ id: single.id, ringId: null }])
    expect(await api['history.runs']({ sourceId })).toHaveLength(3)
    expect(await api['history.run']({ runId: ring[0]?.id ?? '' })).toMatchObject({
      run: { ringId: ring[0]?.ringId, options: { deterministic: { seed: 1 } } },
      code: code('First'),
      payload: expect.stringContaining('"payload"') as string,
    })
    // What a push would send, and the output view shows.
    expect((await api['runs.last']({ sourceId }))?.id).toBe(single.id)

    await api['preferences.set']({ runsKept: 1 })
    expect(await api['history.runs']({ sourceId, of: 'ring' })).toMatchObject([{ id: ring[0]?.id }])
    expect(await api['history.runs']({ sourceId, of: 'single' })).toEqual(alone)
  })

  it('keeps runs of before that were not measured and had no secrets to mask', async () => {
    const dataDir = tempDir()
    const before = await bench(dataDir)
    const { id } = await before.run('{"n":1}')
    const database = new Sqlite(path.join(dataDir, DATABASE_FILE))
    database.exec("UPDATE runs SET result = json_remove(result, '$.timing', '$.memory')")
    database.close()

    const { api } = startCoreClient(dataDir, runtimeDir)
    const { run } = await api['history.run']({ runId: id })
    expect(run.result).toMatchObject({ status: 'ok', timing: null, memory: null })
    expect(await api['runs.last']({ sourceId: before.sourceId })).toEqual(run)
  })

  it('keeps every version of the code, also those from before a restart', async () => {
    const dataDir = tempDir()
    const { api, sourceId } = await bench(dataDir)
    const source = await api['sources.get']({ sourceId })
    await api['sources.saveCode']({ sourceId, code: code('B'), baseVersion: source.version })
    const versions = await api['history.versions']({ sourceId })
    expect(versions.map(({ version, runs }) => [version, runs])).toEqual([
      [3, 0],
      [2, 0],
      [1, 0],
    ])
    const again = startCoreClient(dataDir, runtimeDir)
    expect((await again.api['history.version']({ sourceId, version: 2 })).code).toBe(code('First'))
    await expect(again.api['history.version']({ sourceId, version: 9 })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('keeps as many runs as the user wants, at once when that is fewer', async () => {
    const { api, sourceId, run } = await bench()
    for (const n of [1, 2, 3, 4]) {
      await run(`{"n":${n}}`)
    }
    await api['preferences.set']({ runsKept: 2 })
    const left = await api['history.runs']({ sourceId })
    expect(left).toHaveLength(2)
    await run('{"n":5}')
    expect(await api['history.runs']({ sourceId })).toHaveLength(2)
    const oldest = left[1]?.id ?? ''
    await expect(api['history.run']({ runId: oldest })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('runs at a frozen clock with a seed, byte for byte the same, and as deployed', async () => {
    const { run, api, sourceId } = await bench()
    const deterministic = { now: '2020-02-02T02:02:02.000Z', seed: 7 }
    const [a, b] = [
      await run('{"n":1}', { deterministic }),
      await run('{"n":1}', { deterministic }),
    ]
    expect(a.result.output).toEqual(b.result.output)
    expect(JSON.stringify(a.result.output)).toContain('2020-02-02T02:02:02.000Z')
    expect((await run('{"n":1}')).result.output).not.toEqual(a.result.output)

    const version = (await api['sources.get']({ sourceId })).version
    const text = 'function onRequest(request) { console.log(request.text()) }'
    await api['sources.saveCode']({ sourceId, code: text, baseVersion: version })
    const deployed = await run('{"payload":{"body":{"b":1,"a":2}}}', { asDeployed: true })
    expect(deployed.result.logs[0]?.text).toBe('{"a":2,"b":1}')
    expect(deployed.options).toMatchObject({ asDeployed: true, deterministic: null })
  })
})
