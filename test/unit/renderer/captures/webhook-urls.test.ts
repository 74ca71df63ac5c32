import { describe, expect, it } from 'vitest'
import type { Result } from '#preload/contract'
import { decodeBody } from '../../../../renderer/captures/decode-body.ts'
import { curlCommand, webhookUrls } from '../../../../renderer/captures/webhook-urls.ts'

function status(localUrl: string | null, publicUrl: string | null): Result<'capture.status'> {
  const since = '2026-01-01T00:00:00.000Z'
  return {
    localUrl,
    windows: [],
    tunnel: {
      provider: 'localtunnel',
      state: publicUrl === null ? 'offline' : 'listening',
      needsConsent: false,
      publicUrl,
      message: '',
      since,
      timeline: [],
    },
  }
}

describe('webhookUrls', () => {
  it('shows the public address, the local one beside it', () => {
    expect(webhookUrls(status('http://127.0.0.1:8377', 'https://a.example/'), 't')).toEqual({
      primary: 'https://a.example/?b=t',
      kind: 'public',
      local: 'http://127.0.0.1:8377/?b=t',
      public: 'https://a.example/?b=t',
    })
  })

  it('falls back to the local one', () => {
    expect(webhookUrls(status('http://127.0.0.1:8377', null), 't')).toMatchObject({
      primary: 'http://127.0.0.1:8377/?b=t',
      kind: 'local',
    })
    expect(webhookUrls(undefined, 't').primary).toBeNull()
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
