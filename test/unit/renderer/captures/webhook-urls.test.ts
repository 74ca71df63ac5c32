import { describe, expect, it } from 'vitest'
import type { Result } from '#preload/contract'
import { decodeBody } from '../../../../renderer/captures/decode-body.ts'
import { curlCommand, webhookUrls } from '../../../../renderer/captures/webhook-urls.ts'

const SOURCE = { id: 'src_1', token: 't' }

function status(
  localUrl: string | null,
  publicUrl: string | null,
  more: Partial<Result<'capture.status'>> = {},
): Result<'capture.status'> {
  const since = '2026-01-01T00:00:00.000Z'
  return {
    localUrl,
    windows: [
      {
        sourceId: SOURCE.id,
        openedAt: since,
        endsAt: since,
        captured: 0,
        remaining: null,
        paused: false,
        full: false,
      },
    ],
    tunnel: {
      provider: 'localtunnel',
      state: publicUrl === null ? 'offline' : 'listening',
      needsConsent: false,
      publicUrl,
      message: '',
      since,
      timeline: [],
    },
    next: { localUrl: 'http://127.0.0.1:8377', publicUrl: 'https://last.example' },
    busyPort: null,
    takenOver: null,
    ...more,
  }
}

describe('webhookUrls', () => {
  it('shows the public address, the local one beside it', () => {
    expect(webhookUrls(status('http://127.0.0.1:8377', 'https://a.example/'), SOURCE)).toEqual({
      primary: 'https://a.example/?b=t',
      kind: 'public',
      local: 'http://127.0.0.1:8377/?b=t',
      public: 'https://a.example/?b=t',
      isWaiting: false,
      condition: null,
    })
  })

  it('falls back to the local one, and to none that may never come', () => {
    expect(webhookUrls(status('http://127.0.0.1:8377', null), SOURCE)).toMatchObject({
      primary: 'http://127.0.0.1:8377/?b=t',
      kind: 'local',
      public: null,
    })
    expect(webhookUrls(undefined, SOURCE).primary).toBeNull()
  })

  it('knows before the window is open what can be copied, and says that it waits', () => {
    const closed = { windows: [] }
    expect(webhookUrls(status(null, null, closed), SOURCE)).toEqual({
      primary: 'https://last.example/?b=t',
      kind: 'public',
      local: 'http://127.0.0.1:8377/?b=t',
      public: 'https://last.example/?b=t',
      isWaiting: true,
      condition: 'opens with the window',
    })
    const next = { localUrl: 'http://127.0.0.1:8377', publicUrl: null }
    expect(webhookUrls(status(null, null, { ...closed, next }), SOURCE)).toMatchObject({
      primary: 'http://127.0.0.1:8377/?b=t',
      kind: 'local',
    })
    // Port 0: nobody knows.
    const nothing = { localUrl: null, publicUrl: null }
    expect(webhookUrls(status(null, null, { ...closed, next: nothing }), SOURCE).primary).toBeNull()
    // The window of another source is no window of this one, but its tunnel is up already.
    const other = status('http://127.0.0.1:1', 'https://now.example')
    expect(webhookUrls(other, { ...SOURCE, id: 'src_2' })).toMatchObject({
      primary: 'https://now.example/?b=t',
      isWaiting: true,
    })
  })

  it('says of a public address that it does not work at the moment', () => {
    const now = status('http://127.0.0.1:8377', 'https://a.example')
    const reconnecting = { ...now, tunnel: { ...now.tunnel, state: 'reconnecting' as const } }
    expect(webhookUrls(reconnecting, SOURCE)).toMatchObject({
      kind: 'public',
      condition: 'not working now',
    })
    // Without one the local address is shown, and that works.
    const offline = status('http://127.0.0.1:8377', null)
    expect(webhookUrls(offline, SOURCE).condition).toBeNull()
  })

  it('makes a command that can be pasted', () => {
    expect(curlCommand('http://127.0.0.1:1/?b=t')).toBe(
      `curl -X POST 'http://127.0.0.1:1/?b=t' -H 'Content-Type: application/json' -d '{"key":"value"}'`,
    )
  })
})

describe('decodeBody', () => {
  it('shows UTF-8 as text and anything else as bytes', () => {
    expect(decodeBody(Buffer.from('{"é":1}').toString('base64'))).toEqual({
      kind: 'text',
      text: '{"é":1}',
    })
    expect(decodeBody(Buffer.from([0xff, 0x00, 0x10]).toString('base64'))).toEqual({
      kind: 'binary',
      hex: 'ff 00 10',
    })
  })
})
