import { expect, test } from 'vitest'
import { errorLine, failureHints, type FailedRun } from '#preload/model/error-words'

const RUN: FailedRun = {
  error: { name: 'EventNotSupported', message: 'request not supported' },
  code: 'function onRequest() {}',
  handler: 'modern',
  headers: [],
}

test('a thrown value without a name has no colon before it', () => {
  expect(errorLine({ name: 'TypeError', message: 'no' })).toBe('TypeError: no')
  expect(errorLine({ name: '', message: '{ code: 5 }' })).toBe('{ code: 5 }')
})

test('a handler that is named otherwise is found', () => {
  const hint = (code: string, handler: FailedRun['handler'] = 'modern'): string[] =>
    failureHints({ ...RUN, code, handler })
  const missing = 'No function onRequest was found'
  expect(hint('async function onReq(request) {}')).toEqual([`${missing}; did you mean onReq?`])
  expect(hint('const onrequest = () => {}')).toEqual([`${missing}; did you mean onrequest?`])
  expect(hint('function other() {}')).toEqual([`${missing}.`])
  expect(hint('exports.processEvent = async () => {}', 'legacy')).toEqual([
    'No function processEvents was found; did you mean processEvent?',
  ])
  // It threw that itself, or the code is not known.
  expect(hint('function onRequest() {}')).toEqual([])
  expect(hint('')).toEqual([])
  expect(failureHints({ ...RUN, error: null })).toEqual([])
})

test('a body that cannot be read because it is compressed is said to be', () => {
  const error = { name: 'SyntaxError', message: 'Unexpected token' }
  const hint = (coding: string): string[] =>
    failureHints({ ...RUN, error, headers: [['Content-Encoding', coding]] })
  expect(hint('gzip')).toEqual([
    'The body is gzip-compressed; a deployed function gets these bytes too.',
  ])
  expect(hint('identity')).toEqual([])
  expect(failureHints({ ...RUN, error })).toEqual([])
})
