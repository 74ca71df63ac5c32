/** A sample webhook is a real request: over the listener, captured, signed as its sender would. */
import { createSampleSender } from '#main/capture/sample/sample-sender'
import { parsePayload } from '#main/runtime/payload'
import type { CaptureStatus } from '#preload/model'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startCoreClient } from '../../../support/core-client.ts'
import { startReceiver } from '../../../support/receiver.ts'

describe('a sample webhook', () => {
  it('opens the window, is sent, signed and captured', async () => {
    const { api } = startCoreClient()
    const source = await api['templates.use']({ templateId: 'stripe', as: 'new-source' })
    const sent = await api['capture.sendSample']({ sourceId: source.id })
    expect(sent).toMatchObject({
      via: 'local',
      status: 200,
      signedAs: 'Stripe',
      openedWindow: true,
      error: null,
    })
    const [event] = await api['events.list']({ sourceId: source.id })
    expect(event).toMatchObject({ id: sent.eventId, method: 'POST', path: '/' })
    const check = await api['signatures.check']({ eventId: sent.eventId ?? '', at: 'now' })
    expect(check).toMatchObject({ provider: 'stripe', result: 'valid' })
    const { text } = await api['events.payload']({ eventId: sent.eventId ?? '' })
    expect(JSON.parse(text)).toMatchObject({
      payload: {
        body: { type: 'charge.succeeded' },
        headers: { 'User-Agent': ['Stripe/1.0 (+https://stripe.com/docs/webhooks)'] },
      },
    })
  })

  it('goes into the open window, with its query and form, and unsigned without a secret', async () => {
    const { api } = startCoreClient()
    const source = await api['templates.use']({ templateId: 'twilio', as: 'new-source' })
    await api['sources.update']({
      sourceId: source.id,
      samplePayload: source.samplePayload.replace(
        '"queryParameters": {}',
        '"queryParameters": { "from": "hook bench", "b": "not the token" }',
      ),
    })
    await api['capture.open']({ sourceId: source.id })
    const sent = await api['capture.sendSample']({ sourceId: source.id })
    expect(sent).toMatchObject({ status: 200, signedAs: null, openedWindow: false })
    const eventId = sent.eventId ?? ''
    const { query } = await api['events.get']({ eventId })
    const { text } = await api['events.payload']({ eventId })
    expect(query).toBe(`b=${source.token}&from=hook%20bench`)
    expect(JSON.parse(text)).toMatchObject({
      payload: { body: { FromState: 'Auvergne-Rhône-Alpes', NumMedia: '0' } },
    })
  })

  it('goes to the path that an own public address has', async () => {
    const receiver = await startReceiver()
    onTestFinished(() => receiver.close())
    const status = {
      windows: [{ sourceId: 's' }],
      localUrl: null,
      tunnel: { state: 'listening', publicUrl: `${receiver.url}/dev` },
    } as unknown as CaptureStatus
    const samples = createSampleSender({
      source: () => ({ slug: 's', token: 't', samplePayload: '{"a":1}' }),
      parsePayload: (text) => parsePayload(text).request,
      secrets: { find: () => null },
      status: () => status,
      open: () => Promise.resolve(status),
      eventIds: () => [],
      whileSending: (sending) => sending,
    })
    expect(await samples.send('s')).toMatchObject({ via: 'tunnel', status: 200 })
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/dev/?b=t'])
  })

  it('is not sent when the sample is no payload', async () => {
    const { api } = startCoreClient()
    const source = await api['sources.create']({ name: 'Broken' })
    await api['sources.update']({ sourceId: source.id, samplePayload: '{' })
    await expect(api['capture.sendSample']({ sourceId: source.id })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect((await api['capture.status']({})).windows).toEqual([])
  })
})

describe('the typings of a source', () => {
  it('are those of its sample until something is captured, then of the events', async () => {
    const { api } = startCoreClient()
    const source = await api['templates.use']({ templateId: 'shopify', as: 'new-source' })
    const typings = async () => (await api['sources.typings']({ sourceId: source.id })).dts
    expect(await typings()).toContain('Typed from the sample payload')
    expect(await typings()).toContain('financial_status: string')
    expect(await typings()).toContain('sharedSecret: string')
    const { localUrl } = await api['capture.open']({ sourceId: source.id })
    for (const body of [
      { type: 'a', n: 1 },
      { type: 'b', text: 'x' },
    ]) {
      await fetch(`${localUrl}/?b=${source.token}&page=2`, {
        method: 'POST',
        headers: { 'X-Own': '1' },
        body: JSON.stringify(body),
      })
    }
    const text = await typings()
    expect(text).toContain('Typed from the 2 captured events.')
    expect(text).toContain('type: "a"')
    expect(text).toMatch(/"x-own"/i)
    expect(text).toContain('type HookbenchQueryName = "page" |')
    expect(text).not.toContain('financial_status')
    await api['settings.save']({ sourceId: source.id, settings: [] })
    expect(await typings()).not.toContain('sharedSecret')
  })
})
