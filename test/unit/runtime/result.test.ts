import { toResult, type ResultContext } from '#main/runtime/result'
import { describe, expect, it } from 'vitest'

const context: ResultContext = {
  profile: '2019',
  secrets: [],
  logs: [],
  calls: { calls: [], notices: [] },
}
const done = (result: string) => toResult({ status: 'done', result, durationMs: 1 }, context)
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
