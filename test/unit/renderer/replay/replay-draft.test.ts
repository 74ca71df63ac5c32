import { expect, test } from 'vitest'
import type { Result } from '#preload/contract'
import {
  changesOf,
  editOf,
  newDraft,
  NO_URL,
  orderOf,
  problemOf,
  withTypedUrl,
} from '../../../../renderer/replay/replay-draft.ts'
import { replayWords } from '../../../../renderer/replay/replay-words.ts'

const event: Result<'events.get'> = {
  id: 'evt_1',
  sourceId: 'src_1',
  number: 1,
  receivedAt: '2026-01-01T00:00:00.000Z',
  method: 'POST',
  path: '/',
  query: 'b=TOKEN&x=1',
  contentType: 'application/json',
  size: 2,
  title: '',
  pinned: false,
  note: '',
  httpVersion: '1.1',
  remoteAddress: '127.0.0.1',
  rawHeaders: [
    ['Host', 'old.example'],
    ['X-Twice', '1'],
    ['X-Twice', '2'],
    ['Content-Length', '2'],
  ],
  bodySha256: '',
  bodyBase64: 'e30=',
}

test('an edit that changes nothing sends the event as it was', () => {
  expect(changesOf(event, editOf(event))).toEqual({})
  expect(orderOf(event, newDraft('src_1'))).toEqual({
    eventId: 'evt_1',
    targets: [{ kind: 'source', sourceId: 'src_1' }],
    signing: 'auto',
    keepRelayHeaders: false,
  })
})

test('neither the token nor what is written anew is there to edit', () => {
  const edit = editOf(event)
  expect(edit.query).toBe('x=1')
  expect(edit.headers.map(({ name }) => name)).toEqual(['X-Twice', 'X-Twice'])
})

test('a parameter b beside the header of the token is the sender’s own', () => {
  const header: [string, string] = ['X-Segment-Source-Function-Token', 'TOKEN']
  const own = { ...event, query: 'b=blue&x=1', rawHeaders: [...event.rawHeaders, header] }
  expect(editOf(own).query).toBe('b=blue&x=1')
})

test('only what was changed is sent as changed', () => {
  const edit = { ...editOf(event), method: 'PUT', bodyText: '{"a":1}' }
  expect(changesOf(event, edit)).toEqual({
    method: 'PUT',
    body: { kind: 'text', text: '{"a":1}' },
  })
})

test('says what is missing', () => {
  expect(problemOf({ ...newDraft('src_1'), sourceIds: [] })).toBe('Choose where to send it.')
  const edit = { ...editOf(event), method: 'NO GOOD' }
  expect(problemOf({ ...newDraft('src_1'), edit })).toMatch(/capital letters/)
})

function answered(status: number, signing: 'kept' | 'bad' | 'stale') {
  const response = { status, statusText: '', rawHeaders: [], bodyBase64: '', size: 0 }
  return replayWords({
    id: 'rpl_1',
    sourceId: 'src_1',
    eventId: 'evt_1',
    eventNumber: 1,
    startedAt: event.receivedAt,
    target: { kind: 'url', url: 'http://127.0.0.1' },
    url: 'http://127.0.0.1/',
    method: 'POST',
    edited: false,
    signing,
    provider: null,
    sentHeaders: [],
    sentBytes: 0,
    response,
    timing: { connectMs: null, firstByteMs: null, totalMs: 1 },
    error: null,
  })
}

test('a negative went well when it was refused, not when the receiver broke', () => {
  expect(answered(401, 'bad')).toMatchObject({ tone: 'ok', meaning: 'Refused, as it should be' })
  expect(answered(200, 'stale').tone).toBe('error')
  expect(answered(500, 'bad').tone).toBe('error')
  expect(answered(401, 'kept')).toMatchObject({ tone: 'error', meaning: null })
  expect(answered(204, 'kept').tone).toBe('ok')
})

test('a URL that was typed but not added goes along, once, or is said to be none', () => {
  const typed = { ...newDraft('src_1'), sourceIds: [], typedUrl: ' http://localhost:3000/in ' }
  expect(withTypedUrl(typed)).toMatchObject({ urls: ['http://localhost:3000/in'], typedUrl: '' })
  const twice = withTypedUrl({ ...typed, urls: ['http://localhost:3000/in'] })
  expect(orderOf(event, twice).targets).toEqual([{ kind: 'url', url: 'http://localhost:3000/in' }])
  expect(problemOf(twice)).toBeNull()
  const wrong = withTypedUrl({ ...typed, typedUrl: 'localhost' })
  expect(wrong.urls).toEqual([])
  expect(problemOf(wrong)).toBe(NO_URL)
})
