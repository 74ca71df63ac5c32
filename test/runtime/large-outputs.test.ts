/** Outputs that travel as text, through all that is done with a run: with the thread and without. */
import { isPacked, isPreview, previewOf, unpacked } from '#preload/model/packed-output'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startCoreClient, textSetting } from '../support/core-client.ts'
import { startReceiver } from '../support/receiver.ts'
import { tempDir } from '../support/temp-dir.ts'
import { runtimeDir } from './harness.ts'

const secret = 's3cret-key-of-the-api'
const COUNT = 5000

const emit = (event: string, count = COUNT): string => `function onRequest(request, { key }) {
  for (let i = 0; i < ${count}; i++) {
    Segment.track({ event: '${event}', userId: 'u' + i, properties: { key } })
  }
}`

describe.each(['server', 'cli'] as const)('a large output, host %s', (host) => {
  async function start(code: string) {
    const { api } = startCoreClient(tempDir(), runtimeDir, host)
    const { id: sourceId } = await api['sources.create']({ name: 'Orders' })
    await api['settings.save']({ sourceId, settings: [textSetting('key', secret)] })
    const save = async (next: string): Promise<void> => {
      const { version } = await api['sources.get']({ sourceId })
      await api['sources.saveCode']({ sourceId, code: next, baseVersion: version })
    }
    await save(code)
    const run = () =>
      api['runs.start']({ sourceId, input: { kind: 'payload', text: '{"payload":{"body":{}}}' } })
    return { api, sourceId, save, run }
  }

  it('is kept as it was, shown without its secrets, found, and pushed whole', async () => {
    const { api, sourceId, run } = await start(emit('E'))
    const { id: runId, result } = await run()
    const { output, status } = result
    if (output === null || !isPacked(output)) {
      throw new Error('not packed')
    }
    expect(status).toBe('invalid')
    expect(output).toMatchObject({ events: COUNT, objects: 0 })
    expect(unpacked(output).events.at(-1)).toMatchObject({ properties: { key: '••••••' } })
    const past = await api['history.run']({ runId })
    const last = await api['runs.last']({ sourceId })
    expect([past.run.result.output, last?.result.output]).toEqual([output, output])
    expect(JSON.stringify([result, past, last])).not.toContain(secret)

    const list = { sourceId, search: `u${COUNT - 1}"` }
    expect(await api['history.runs'](list)).toMatchObject([
      { id: runId, status: 'invalid', events: COUNT, objects: 0, warnings: 1001, error: null },
    ])
    expect(await api['history.runs']({ sourceId, search: 'nowhere' })).toEqual([])

    const receiver = await startReceiver()
    onTestFinished(() => receiver.close())
    await api['target.set']({ sourceId, target: { kind: 'json', url: receiver.url } })
    const push = await api['push.start']({ sourceId, runId })
    expect(push.ok).toBe(true)
    const sent = JSON.parse(receiver.requests[0]?.body ?? '{}') as { events: unknown[] }
    expect(sent.events).toHaveLength(COUNT)
    expect(sent.events.at(-1)).toMatchObject({ properties: { key: secret } })
    expect(JSON.stringify(push)).not.toContain(secret)
  })

  it('is compared with what was accepted, and exported', async () => {
    const { api, sourceId, save } = await start(emit('E'))
    const first = await api['ring.run']({ sourceId })
    expect(first.rows[0]).toMatchObject({ verdict: 'new', now: { output: { events: COUNT } } })
    const accepted = await api['ring.accept']({ sourceId })
    expect(accepted.rows[0]).toMatchObject({ verdict: 'same', differences: [], moreDifferences: 0 })

    await save(emit('F'))
    const { rows } = await api['ring.run']({ sourceId })
    const [row] = rows
    expect(row).toMatchObject({ verdict: 'changed', moreDifferences: COUNT - 1000 })
    expect(row?.differences).toHaveLength(1000)
    expect(row?.differences[0]).toEqual({
      path: '/events/0/event',
      kind: 'changed',
      before: 'E',
      after: 'F',
    })
    const baseline = row?.baseline?.output
    if (baseline == null || !isPreview(baseline)) {
      throw new Error('not a preview')
    }
    expect(previewOf(baseline).events[0]).toMatchObject({ event: 'E' })
    expect(JSON.stringify(rows)).not.toContain(secret)

    await api['ring.accept']({ sourceId })
    const undone = await api['ring.undoAccept']({ sourceId })
    expect(undone.rows[0]?.verdict).toBe('changed')
    const { files, notes } = await api['ring.export']({ sourceId })
    expect(files.map(({ path }) => path)).toContain('cases/sample-payload.json')
    expect(notes.join()).toContain('its baseline holds the value of a secret')
    expect(await api['history.runs']({ sourceId, of: 'ring' })).toMatchObject([
      { events: COUNT },
      { events: COUNT },
    ])
  })

  it('of one event is shown shortened, in the list of all events too', async () => {
    const { api, sourceId, run } = await start(
      `function onRequest(request, { key }) {
        const text = (key + ' ').repeat(20000)
        Segment.track({ event: 'E', userId: 'u', properties: { text, list: Array(9000).fill(key) } })
      }`,
    )
    const { output } = (await run()).result
    const { rows } = await api['ring.run']({ sourceId })
    const inRing = rows[0]?.now.output
    if (output === null || inRing == null || !isPacked(output) || !isPreview(inRing)) {
      throw new Error('not packed')
    }
    for (const each of [output, inRing]) {
      expect(each).toMatchObject({ events: 1, shortened: 1 })
      const [event] = previewOf(each).events
      expect(event).toMatchObject({ event: 'E', userId: 'u', type: 'track' })
      expect(JSON.stringify(event)).toMatch(/… \([\d,]+ more characters\).*… \([\d,]+ more\)/)
      expect(each.preview.length).toBeLessThan(32 * 1024)
    }
    expect(JSON.stringify([output, rows])).not.toContain(secret)
  })

  it('may be deeper than the database reads', async () => {
    const { api, sourceId, run } = await start(
      'onRequest = () => { let v = 1; for (let i = 0; i < 2000; i++) v = [v]; Segment.track({ event: "E", userId: "u", properties: { v } }) }',
    )
    const { id, result } = await run()
    const { output } = result
    if (output === null || !isPacked(output)) {
      throw new Error('not packed')
    }
    expect(output).toMatchObject({ events: 1, shortened: 1 })
    expect(previewOf(output).events).toMatchObject([{ event: 'E', userId: 'u' }])
    expect(output.preview).toContain('[[[["… (a list of 1)"]]]]')
    expect(output.preview.length).toBeLessThan(1000)
    expect(await api['history.runs']({ sourceId })).toMatchObject([{ id, events: 1 }])
  })
})
