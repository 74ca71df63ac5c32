import { expect, it } from 'vitest'
import { outcomeOf, textOf } from '../../../../renderer/history/run-texts.ts'

const run = {
  id: 'run_1',
  sourceId: 's',
  sourceVersion: 1,
  eventId: null,
  label: 'Sample payload',
  options: { asDeployed: false, deterministic: null, network: 'live' as const },
  startedAt: '2026-01-01T00:00:00.000Z',
  result: {
    status: 'ok' as const,
    output: { events: [{ a: 1 }], objects: [] },
    error: null,
    logs: [{ level: 'warn' as const, text: 'careful', line: 3 }],
    warnings: [],
    secretPaths: [],
    calls: [],
    notices: [],
    durationMs: 1,
    timing: null,
    memory: null,
  },
}

it('lays the sides of a run out for a comparison', () => {
  const past = { run, payload: '{"b":[1]}', code: 'code' }
  expect(textOf(past, 'code')).toBe('code')
  expect(textOf(past, 'payload')).toBe('{\n  "b": [\n    1\n  ]\n}')
  expect(JSON.parse(textOf(past, 'output'))).toEqual(run.result.output)
  expect(textOf(past, 'logs')).toBe('warn  careful')
})

it('shows the error of a run that failed, and texts that are no JSON as they are', () => {
  const error = {
    class: 'Bad Request' as const,
    name: 'TypeError',
    message: 'no',
    line: 2,
    column: 1,
    stack: '',
  }
  const failed = {
    ...run,
    result: { ...run.result, status: 'error' as const, output: null, error },
  }
  const past = { run: failed, payload: 'not json', code: null }
  expect(textOf(past, 'output')).toContain('"name": "TypeError"')
  expect(textOf(past, 'payload')).toBe('not json')
  expect(textOf(past, 'code')).toBe('')
})

it('gives what was stopped from outside its status and no class of an error', () => {
  const error = {
    class: 'Bad Request' as const,
    name: 'RuntimeCrashed',
    message: 'ended',
    line: null,
    column: null,
    stack: '',
  }
  const result = { ...run.result, status: 'crashed' as const, output: null, error }
  const text = textOf({ run: { ...run, result }, payload: null, code: null }, 'output')
  expect(JSON.parse(text)).toEqual({
    error: { status: 'crashed', name: 'RuntimeCrashed', message: 'ended', line: null },
  })
})

it('says in the words of the band how a run was stopped', () => {
  const counts = { events: 0, objects: 0, warnings: 0, logs: 0, durationMs: 1 }
  const summary = { ...run, ...counts, ringId: null, errorClass: null }
  const stopped = (status: 'timeout' | 'out-of-memory' | 'crashed'): string =>
    outcomeOf({ ...summary, status, error: 'TimeoutError: x' })
  expect(stopped('timeout')).toBe('Timed out')
  expect(stopped('out-of-memory')).toBe('Out of memory')
  expect(stopped('crashed')).toBe('Crashed')
  expect(outcomeOf({ ...summary, status: 'error', error: '{ code: 5 }' })).toBe('{ code: 5 }')
})
