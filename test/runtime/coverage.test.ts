/** What observed runs say of code and payload, from the real V8 in the real process. */
import { coverCode } from '#main/runtime/coverage/code-coverage'
import { createObserver, type Observation } from '#main/runtime/coverage/observer'
import { createRuntime, type RunRequest } from '#main/runtime/runtime'
import type { CodeCoverage } from '#preload/model/coverage'
import { afterAll, describe, expect, it } from 'vitest'
import { createHarness, runtimeDir } from './harness.ts'
import { toRequest, type Case } from './request.ts'
import { startWebServer } from './support/web-server.ts'

const { runtime } = createHarness()
const execPath = process.env['HOOKBENCH_TEST_EXEC'] ?? process.execPath
const observing = createRuntime({ runtimeDir, execPath, observes: true, patience: 20 })
const observer = createObserver({ runtime, observing })
afterAll(() => observing.dispose())

const frozen = { now: 0, seed: 1 }

async function observe(code: string, options: Case = {}): Promise<Observation> {
  const { observation } = await observer.run(toRequest(code, { deterministic: frozen, ...options }))
  return observation
}

async function cover(code: string, ...bodies: readonly object[]): Promise<CodeCoverage> {
  const runs = []
  for (const body of bodies) {
    runs.push((await observe(code, { body })).ranges)
  }
  return coverCode(code, runs)
}

const unreached = ({ places }: CodeCoverage): string[] =>
  places
    .filter(({ isOutermost }) => isOutermost)
    .map(({ kind, startLine, startColumn, endLine }) => {
      const lines = startLine === endLine ? startLine : `${startLine}-${endLine}`
      return `${kind} ${lines}:${startColumn}`
    })

const marks = ({ marks: all }: CodeCoverage): string =>
  all.map(({ line, by }) => `${line}:${by.join('+') || '-'}`).join(' ')

const CODE = `// what an order is
async function onRequest(request) {
  const body = request.json()
  if (body.kind === 'bad') {
    throw new ValidationError('bad')
  } else if (body.kind === 'odd') {
    odd()
  }
  for (const item of body.items || []) {
    Segment.track({ event: item.paid ? 'Paid' : 'Open', userId: 'u' })
  }
  switch (body.kind) {
    case 'a':
      return
    default:
      console.log('other')
  }
  if (body.user && body.user.name) { console.log('named') }
}

function odd() {
  return 1
}
`

describe('what the code reached', () => {
  it('is told by line and by branch, over all payloads', async () => {
    const coverage = await cover(
      CODE,
      { kind: 'a', items: [{ paid: true }] },
      { kind: 'c', items: [], user: {} },
    )
    expect(unreached(coverage)).toEqual([
      'branch 4-6:28',
      'branch 6-8:35',
      'branch 9:36',
      'branch 10:49',
      'branch 18:36',
      'function 21-23:1',
    ])
    expect(marks(coverage)).toBe(
      '2:0+1 3:0+1 4:0+1 5:- 6:0+1 7:- 9:0+1 10:0 11:0 12:0+1 13:0 14:0 15:1 16:1 17:0+1 18:1 19:0+1 21:- 22:-',
    )
    expect(coverage.lines).toEqual({ total: 12, reached: 9 })
  })

  it('says when a condition was never false', async () => {
    const code = `function onRequest(request) {
  const body = request.json()
  if (body.id) {
    Segment.track({ event: 'x', userId: 'u' })
  }
}`
    expect(unreached(await cover(code, { id: 1 }))).toEqual(['skip 3:3'])
    expect(unreached(await cover(code, { id: 1 }, {}))).toEqual([])
  })

  it('sees a catch, and lines behind a loop that has no end but a return', async () => {
    const code = `function onRequest() {
  try {
    Segment.track({ event: 'x', userId: 'u' })
  } catch (error) {
    console.log(error)
  }
  while (true) {
    return
  }
  console.log('never')
  console.log('never')
}`
    expect(unreached(await cover(code, {}))).toEqual(['branch 4-6:19', 'rest 10-11:3'])
  })

  it('keeps lines and columns with a BOM, CRLF, a top-level return and signs of two units', async () => {
    const code =
      "\uFEFF// é 😀\r\nif (typeof x !== 'undefined') { return (x) }\r\nfunction onRequest(request) {\r\n  if (request.json().a) { return 1 }\r\n}\r\nreturn\r\nconsole.log('never')\r\n"
    const coverage = await cover(code, {})
    expect(unreached(coverage)).toEqual(['branch 2:31', 'branch 4:25', 'rest 7:1'])
    expect(marks(coverage)).toBe('2:0 3:0 4:0 5:0 6:0 7:-')
  })

  it('is of each run alone, whatever the one before left behind', async () => {
    const code = `function onRequest(request) {
  setTimeout(() => { console.log('late') }, 0)
  if (request.json().a) { console.log('a') }
}`
    await observe(code, { body: { a: 1 } })
    expect(unreached(await cover(code, {}))).toEqual(['function 2:14', 'branch 3:25'])
  })

  it('is known of a run that fails, up to where it failed', async () => {
    const code = `function onRequest() {
  if (true) { throw new InvalidEventPayload('no') }
  console.log('never')
}`
    const seen = await observe(code)
    expect(seen.outcome).toBe('observed')
    expect(unreached(coverCode(code, [seen.ranges]))).toEqual(['skip 2:3', 'rest 3:3'])
  })

  it('is nothing of a text that does not compile', async () => {
    const code = 'function onRequest( {\n  return 1\n}'
    const seen = await observe(code)
    expect(seen).toEqual({ outcome: 'observed', ranges: [], reads: null })
    const coverage = coverCode(code, [seen.ranges])
    expect(coverage.lines).toEqual({ total: 3, reached: 0 })
    expect(unreached(coverage)).toEqual(['rest 1-3:1'])
  })

  it('is not known of a run that is stopped', async () => {
    const hasty = createHarness({ patience: 1 }).runtime
    const own = createObserver({ runtime: hasty, observing })
    const { result, observation } = await own.run(toRequest('function onRequest() { for (;;) {} }'))
    expect(result.status).toBe('timeout')
    expect(await observation).toEqual({ outcome: 'stopped', ranges: null, reads: null })
  })

  it('gives the function no words of V8 that others have not', async () => {
    const code = `function onRequest() {
  for (const text of ['%DebugPrint(1)', '%DebugCollectCoverage()', '%SystemBreak()']) {
    try { eval(text) } catch (error) { Segment.track({ event: error.name, userId: 'u' }) }
  }
}`
    const request: RunRequest = toRequest(code)
    const { output } = await observing.run(request)
    expect(output?.events.map(({ event }) => event)).toEqual(Array(3).fill('SyntaxError'))
  })
})

const reads = ({ reads: seen }: Observation): string[] =>
  (seen?.fields ?? [])
    .map(({ place, path, use }) => {
      const name = path.map((step) => step ?? '*').join('.')
      return `${place} ${name} ${use.join('+')}`.replace('  ', ' ')
    })
    .toSorted()

describe('what the function read', () => {
  const body = { kind: 'a', user: { id: 'u', mail: 'm' }, items: [{ sku: 1 }, { sku: 2 }] }

  it('is each field that it asked for, also one that is not there', async () => {
    const seen = await observe(
      `async function onRequest(request, settings) {
        const { kind, user, coupon } = await request.json()
        console.log(request.json())
        if ('vat' in user) return
        for (const { sku } of request.json().items) Segment.track({ event: kind + sku, userId: user.id })
        request.headers.get('X-Sig'); request.url.searchParams.get('q'); settings.apiKey
      }`,
      { body, settings: { apiKey: 'k', other: 'o' } },
    )
    expect(seen.outcome).toBe('observed')
    expect(reads(seen)).toEqual([
      'body coupon read',
      'body items read',
      'body items.* read',
      'body items.*.sku read',
      'body kind read',
      'body user read',
      'body user.id read',
      'body user.vat read',
      'headers X-Sig read',
      'query q read',
      'settings apiKey read',
    ])
  })

  it('tells what is only passed on from what is read', async () => {
    const seen = await observe(
      `function onRequest(request) {
        const body = request.json()
        Segment.track({ event: 'x', userId: 'u', properties: { ...body, items: undefined } })
      }`,
      { body },
    )
    expect(reads(seen)).toEqual([
      'body items read',
      'body kind read',
      'body listed',
      'body user read+listed',
      'body user.id sent',
      'body user.mail sent',
    ])
  })

  it('is seen of a legacy function, of a form and of a text that it parses by itself', async () => {
    const legacy = `exports.processEvents = async ({ payload, settings }) => ({
      events: [{ type: 'track', event: payload.body.kind, userId: payload.headers['X-A'][0] + payload.queryParameters.q }],
    })`
    expect(
      reads(await observe(legacy, { body, legacy: true, query: 'q=1', headers: [['X-A', 'u']] })),
    ).toEqual(expect.arrayContaining(['body kind read', 'headers X-A read', 'query q read']))
    const form = `function onRequest(request) { request.json().name }`
    const headers: Case['headers'] = [['Content-Type', 'application/x-www-form-urlencoded']]
    expect(reads(await observe(form, { body: 'name=a&other=b', headers }))).toEqual([
      'body name read',
    ])
    const text = await observe(`function onRequest(r) { JSON.parse(r.text()).kind }`, { body })
    expect(reads(text)).toEqual(['body kind read'])
    expect(text.reads?.hasText).toBe(true)
  })

  it('changes nothing that a function can tell in usual ways', async () => {
    const seen = await observe(
      `function onRequest(request, settings) {
        const body = request.json()
        Segment.track({ event: 'x', userId: 'u', properties: { facts: [
          body === request.json(), body.items === body.items, Array.isArray(body.items), body instanceof Object,
          body.items instanceof Array, Object.prototype.toString.call(body), JSON.stringify(body),
          _.isPlainObject(body), _.isEqual(body, _.cloneDeep(body)), _.get(body, 'items[1].sku'),
          Object.keys(body).join(), Object.entries(body.user).length, body.items.concat([1]).length,
          [...body.items].length, Object.freeze(body.user).id, 'toString' in body, body.hasOwnProperty('kind'),
          crypto.createHash('md5').update(JSON.stringify(settings)).digest('hex'),
        ] } })
        console.log(body, settings)
      }`,
      { body, settings: { map: { a: 'b' } } },
    )
    expect(seen.outcome).toBe('observed')
    expect(seen.reads).not.toBeNull()
  })

  it('is left out when the function went another way for being watched', async () => {
    const code = `function onRequest(request) {
      const body = request.json()
      const kept = { list: [] }
      body.user = kept
      const text = Function.prototype.toString.call(JSON.parse)
      Segment.track({ event: text.includes('native') ? 'plain' : 'watched', userId: 'u' })
    }`
    const seen = await observe(code, { body })
    expect(seen).toMatchObject({ outcome: 'observed', reads: null })
    expect(seen.ranges?.length).toBeGreaterThan(0)
  })

  it('says so when two runs are never alike', async () => {
    // The clock stands still and randomness is seeded, but new keys are new.
    const code = `function onRequest() {
      const { publicKey } = crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      Segment.track({ event: publicKey.export({ type: 'spki', format: 'pem' }), userId: 'u' })
    }`
    const { observation } = await observer.run(
      toRequest(code, { deterministic: frozen, profile: 'current' }),
    )
    expect((await observation).outcome).toBe('differs')
  })
})

describe('a function that calls', () => {
  it('calls once: what is observed gets the same answers', async () => {
    const server = await startWebServer()
    const { result, observation } = await observer.run(
      toRequest(
        `async function onRequest() {
          const answer = await fetch('${server.base}/count', { method: 'POST', body: 'x' })
          if (answer.ok) { Segment.track({ event: await answer.text(), userId: 'u' }) }
        }`,
        { deterministic: frozen },
      ),
    )
    expect(result.status).toBe('ok')
    expect((await observation).outcome).toBe('observed')
    expect(server.seen).toEqual(['POST /count x'])
    expect(result.notices).toEqual([])
    server.close()
  })
})
