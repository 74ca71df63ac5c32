import { expect, it } from 'vitest'
import { redact } from '#main/capture/exchange/redact'

it('takes the token out where the name of its parameter is escaped', () => {
  const { request, withheld } = redact({
    method: 'POST',
    path: '/',
    query: 'x=1&%62=AbCdEfGh0123&b',
    httpVersion: '1.1',
    rawHeaders: [['X-Original-Url', '/?%62=AbCdEfGh0123']],
    body: Buffer.alloc(0),
  })
  expect(request.query).toBe('x=1&%62=REDACTED&b')
  expect(request.rawHeaders).toEqual([['X-Original-Url', '/?%62=REDACTED']])
  expect(withheld).toEqual(['header X-Original-Url', 'query parameter %62'])
})
