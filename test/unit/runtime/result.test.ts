import { clockMs } from '#main/runtime/clock'
import { timingOf } from '#main/runtime/measures'
import type { Measures } from '#main/runtime/protocol'
import { toResult, type ResultContext } from '#main/runtime/result'
import { describe, expect, it } from 'vitest'

const context: ResultContext = {
  profile: '2019',
  secrets: [],
  logs: [],
  calls: { calls: [], notices: [] },
}
const done = (result: string, measures: Measures | null = null) =>
  toResult({ status: 'done', result, durationMs: 1, measures }, context, clockMs() - 10)
const output = (text: string) => done(JSON.stringify({ error: null, output: text }))

describe('what a host that is not to be trusted may say', () => {
  it.each([
    ['no JSON', 'x', 'crashed'],
    ['another shape', '{"a":1}', 'crashed'],
    ['no output', '{"error":null,"output":null}', 'error'],
  ])('%s', (_name, text, status) => {
    expect(done(text).status).toBe(status)
  })

  it.each([
    ['no lists', '{"events":{},"objects":[]}'],
    ['lists of other things', '{"events":[1],"objects":[]}'],
    ['nesting without end', `{"events":[{"a":${'['.repeat(1e5)}${']'.repeat(1e5)}}],"objects":[]}`],
  ])('%s', (_name, text) => {
    expect(output(text)).toMatchObject({ status: 'error', output: null })
  })

  it('what is plain output', () => {
    expect(output('{"events":[],"objects":[]}').status).toBe('ok')
  })
})

describe('the measures of a host that is not to be trusted', () => {
  const run = { askedAt: 1000, endedAt: 1010, durationMs: 4 }
  const measures = { startedAt: 1003, heapBytes: 1, bufferBytes: 2 }

  it('are the phases of the time that has passed', () => {
    expect(timingOf({ ...run, measures })).toEqual({ startMs: 3, runMs: 4, checkMs: 3 })
    expect(timingOf({ ...run, measures: null })).toEqual({ startMs: 6, runMs: 4, checkMs: 0 })
  })

  it.each([
    ['a run longer than all', { ...run, durationMs: 1e9, measures }],
    ['a start before it was asked for', { ...run, measures: { ...measures, startedAt: -1e9 } }],
    ['a start after the end', { ...run, measures: { ...measures, startedAt: 1e9 } }],
  ])('add up to it after %s', (_name, phases) => {
    const { startMs, runMs, checkMs } = timingOf(phases)
    expect(startMs + runMs + checkMs).toBe(10)
    expect(Math.min(startMs, runMs, checkMs)).toBeGreaterThanOrEqual(0)
  })

  it('are told with the result', () => {
    const text = JSON.stringify({ error: null, output: '{"events":[],"objects":[]}' })
    const { timing, memory } = done(text, {
      startedAt: clockMs() - 5,
      heapBytes: 1,
      bufferBytes: 2,
    })
    expect(memory).toEqual({ heapBytes: 1, bufferBytes: 2 })
    expect(timing?.runMs).toBe(1)
    expect(timing?.checkMs).toBeGreaterThanOrEqual(4)
    expect(done('no JSON')).toMatchObject({ status: 'crashed', timing: null, memory: null })
  })
})
