import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { evaluate, run } = createHarness()
const unsorted = '{"b":1,"a":{"d":1,"c":[{"z":1,"y":2}]}}'

describe('as deployed', () => {
  it('the body has its keys sorted', async () => {
    expect(await evaluate('request.text()', { body: unsorted, asDeployed: true })).toBe(
      '{"a":{"c":[{"y":2,"z":1}],"d":1},"b":1}',
    )
    const numbers = '{"b":1,"10":[-0,1.0,"\\u00e9"],"9":null,"__proto__":{"2":1,"1":2}}'
    expect(await evaluate('request.text()', { body: numbers, asDeployed: true })).toBe(
      '{"10":[0,1,"é"],"9":null,"__proto__":{"1":2,"2":1},"b":1}',
    )
    expect(await evaluate('request.text()', { body: 'no json', asDeployed: true })).toBe('no json')
  })

  const sign = `onRequest = (request) => {
    crypto.createHmac('sha256', 'k').update('123.' + request.text()).digest('hex')
  }`

  it('a signature over the text is warned about', async () => {
    const { logs, status } = await run(sign, { body: unsorted })
    expect(status).toBe('ok')
    expect(logs).toEqual([
      { level: 'warn', line: null, text: expect.stringContaining('will not match') as string },
    ])
  })

  it.each([
    ['a sorted body', sign, '{"a":1,"b":2}'],
    ['a sorted body with numbers', sign, '{"10":1,"9":2,"b":3}'],
    ['no JSON', sign, 'a=1'],
    [
      'a hash of something else',
      "onRequest = (r) => { r.text(); crypto.createHash('md5').update('x').digest() }",
      unsorted,
    ],
  ])('not for %s', async (_name, code, body) => {
    expect((await run(code, { body })).logs).toEqual([])
  })
})

describe('deterministic runs', () => {
  const code = `async function onRequest() {
    await new Promise((ok) => setTimeout(ok, 2))
    console.log(Date.now(), new Date(), new Date(5).getTime(), Math.random(), typeof Date(), new Date() instanceof Date)
    console.log(crypto.randomBytes(5), crypto.randomUUID(), _.random(1e9), new FormData().getBoundary())
    console.log(moment().format(), new Date().constructor === Date)
  }`
  const options = {
    profile: 'current',
    deterministic: { now: 1_600_000_000_000, seed: 7 },
  } as const

  it('give the same result', async () => {
    const [first, second] = [await run(code, options), await run(code, options)]
    expect(first.error).toBeNull()
    expect(first.logs).toEqual(second.logs)
    expect(first.logs[0]?.text).toMatch(
      /^1600000000000 2020-09-13T12:26:40.000Z 5 0\.\d+ string true$/,
    )
  })

  it.each(['2019', 'current'] as const)('have one clock in the profile %s', async (profile) => {
    const clocks = `async function onRequest() {
      const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC' })
      const { format } = day
      const parts = Object.fromEntries(day.formatToParts().map(({ type, value }) => [type, value]))
      console.log(day.format(), format(), format(undefined), day.format === day.format)
      console.log(parts.year, day.format(0), new Date().toLocaleDateString('en-GB'))
      console.log(Date(), Date.name, Date.length, String(Date).includes('[native code]'))
      console.log(new (class Later extends Date {})().getTime(), Reflect.construct(Date, []).getTime())
      console.log(new (new Date().constructor)().getTime(), _.now(), AWS.util.date.getDate().getTime())
      console.log(new OAuth.OAuth('', '', '', '', '1.0', null, 'HMAC-SHA1')._getTimestamp())
      console.log(typeof performance, typeof process, typeof Temporal)
      console.time('t')
      await new Promise((ok) => setTimeout(ok, 20))
      console.timeEnd('t')
    }`
    const { error, logs } = await run(clocks, { ...options, profile })
    expect(error).toBeNull()
    expect(logs.map(({ text }) => text)).toEqual([
      '13/09/2020 13/09/2020 13/09/2020 true',
      '2020 01/01/1970 13/09/2020',
      expect.stringMatching(/^Sun Sep 13 2020 .* Date 7 true$/),
      '1600000000000 1600000000000',
      '1600000000000 1600000000000 1600000000000',
      '1600000000',
      'undefined undefined undefined',
      't: 0.000ms',
    ])
  })

  it('differ by seed, and from free ones', async () => {
    const other = { ...options, deterministic: { now: 1_600_000_000_000, seed: 8 } }
    const texts = await Promise.all(
      [options, other, { profile: 'current' as const }].map(async (given) =>
        (await run(code, given)).logs.map((line) => line.text).join('\n'),
      ),
    )
    expect(new Set(texts).size).toBe(3)
  })
})
