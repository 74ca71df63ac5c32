import { describe, expect, it } from 'vitest'
import type { Result } from '#preload/contract'
import { verdictOf } from '../../../../renderer/output/verdict.ts'

type Run = Result<'runs.start'>

function run(result: Partial<Run['result']>): Run {
  return {
    id: 'run_1',
    sourceId: 'src_1',
    sourceVersion: 1,
    eventId: null,
    label: 'Sample payload',
    options: { asDeployed: false, deterministic: null, network: 'live' },
    startedAt: '2026-01-01T00:00:00.000Z',
    result: {
      status: 'ok',
      output: null,
      error: null,
      logs: [],
      warnings: [],
      secretPaths: [],
      calls: [],
      notices: [],
      durationMs: 1,
      timing: null,
      memory: null,
      ...result,
    },
  }
}

describe('verdictOf', () => {
  it('uses the words that users know', () => {
    const output = { events: [{}, {}], objects: [{}] }
    expect(verdictOf(run({ output }), '2019')).toEqual({
      tone: 'ok',
      title: '200: OK',
      sentence: '2 events, 1 object',
    })
    const warnings = [{ path: '/events/0/userId', message: 'Incorrect type.' }]
    expect(verdictOf(run({ status: 'invalid', output, warnings }), '2019')).toMatchObject({
      tone: 'invalid',
      title: '202: Function output failed validation',
    })
  })

  it('calls an empty output a success', () => {
    const verdict = verdictOf(run({ output: { events: [], objects: [] } }), '2019')
    expect(verdict).toMatchObject({ tone: 'ok', sentence: 'The function emitted nothing.' })
  })

  it('names the class of an error and its message', () => {
    const error = {
      class: 'Message Rejected' as const,
      name: 'ValidationError',
      message: 'event is required but not defined',
      line: 3,
      column: 5,
      stack: '',
    }
    expect(verdictOf(run({ status: 'error', error }), '2019')).toEqual({
      tone: 'error',
      title: 'Message Rejected',
      sentence: 'ValidationError: event is required but not defined',
    })
  })

  it('has a sentence for each way to be stopped, with the limit of the profile', () => {
    expect(verdictOf(run({ status: 'timeout' }), '2019').sentence).toContain('1 second')
    expect(verdictOf(run({ status: 'timeout' }), 'current').sentence).toContain('5 seconds')
    expect(verdictOf(run({ status: 'out-of-memory' }), '2019').title).toBe('Out of memory')
    expect(verdictOf(run({ status: 'crashed' }), '2019').title).toBe('Crashed')
  })
})
