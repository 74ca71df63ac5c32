import { describe, expect, it } from 'vitest'
import { createHarness } from './harness.ts'

const { evaluate, run } = createHarness()
const current = { profile: 'current' } as const

describe('the profile 2019', () => {
  it.each([
    ['_.VERSION', '4.17.15'],
    ['AWS.VERSION', '2.488.0'],
    ['typeof new AWS.S3({region: "us-east-1"}).getObject', 'function'],
    ['atob("aGk=") + btoa("hi")', 'hiaGk='],
    ['xml([{a: [{_attr: {b: 1}}, "t"]}])', '<a b="1">t</a>'],
    ['typeof new OAuth.OAuth("a", "b", "c", "d", "1.0", null, "HMAC-SHA1").get', 'function'],
    [
      '/^multipart\\/form-data; boundary=/.test(new FormData().getHeaders()["content-type"])',
      'true',
    ],
    ['new Headers({a: "b"}).raw()', "[Object: null prototype] { a: [ 'b' ] }"],
    ['new Request("http://x/").method', 'GET'],
    ['new Response("{\\"a\\":1}").json()', '{ a: 1 }'],
    ['Buffer.from("hi").toString("base64")', 'aGk='],
    ['Buffer.from("hi")', '<Buffer 68 69>'],
    ['Buffer.from("hi") instanceof Uint8Array', 'true'],
    ['request.headers instanceof Headers', 'true'],
    ['request.url instanceof URL', 'true'],
    ['request instanceof ServerRequest', 'true'],
    ['request.json() instanceof Object', 'true'],
    ['(await (async () => [])()) instanceof Array', 'true'],
    ['new ValidationError("x") instanceof Error', 'true'],
    ['new ValidationError("x") instanceof ValidationError', 'true'],
    ['String(new EventNotSupported("x"))', 'EventNotSupported: x'],
    ['new InvalidEventPayload("x").name', 'InvalidEventPayload'],
    ['window === globalThis', 'true'],
    ['request', 'ServerRequest {}'],
    ['console.log', '[Function: log]'],
    ['typeof RetryError + typeof moment + typeof cache', 'undefinedundefinedundefined'],
    ['new URLSearchParams("a=1&a=2&b=%20+").getAll("a")', "[ '1', '2' ]"],
    ['new URL("../b?c=d#e", "https://u:p@h:81/a/x").href', 'https://u:p@h:81/b?c=d#e'],
    ['Object.prototype.toString.call(Segment)', '[object Object]'],
    ['(() => { try { new URL("nope") } catch (e) { return e instanceof TypeError } })()', 'true'],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toBe(expected)
  })

  it.each([
    'require',
    'module',
    'exports',
    'process',
    'global',
    'self',
    'setImmediate',
    'queueMicrotask',
    'TextEncoder',
    'AbortController',
    'structuredClone',
    'performance',
    'settings',
    'WebAssembly',
  ])('has no %s', async (name) => {
    const { logs } = await run(`const kind = typeof ${name}; onRequest = () => console.log(kind)`)
    expect(logs[0]?.text).toBe('undefined')
  })
})

describe('the profile current', () => {
  it.each([
    ['_.VERSION', '4.17.19'],
    ['moment.tz("2020-01-01T00:00:00Z", "America/New_York").format()', '2019-12-31T19:00:00-05:00'],
    ['jsonwebtoken.verify(jsonwebtoken.sign({a: 1}, "s"), "s").a', '1'],
    ['typeof stripe("k").charges.create', 'function'],
    [
      'new Promise(ok => xml2js.parseString("<a><b>1</b></a>", (e, r) => ok(r)))',
      "{ a: { b: [ '1' ] } }",
    ],
    ['typeof twilio("AC1", "t").messages.create', 'function'],
    ['typeof new jsforce.Connection({}).query', 'function'],
    ['typeof https.request', 'function'],
    ['typeof sendgrid.client.request + typeof sendgrid.mail.send', 'functionfunction'],
    ['typeof uuidv5.uuidv5', 'function'],
    ['zlib.zlib.gunzipSync(zlib.zlib.gzipSync("abc")).toString()', 'abc'],
    ['typeof winstonlib.winston.Logger', 'function'],
    ['new RetryError("x").name', 'RetryError'],
    ['cache.load("k", 1000, async () => 1) && cache.load("k", 1000, async () => 2)', '2'],
    [
      '(async () => { await cache.load("k", 1e3, () => 1); return cache.load("k", 1e3, () => 2) })()',
      '1',
    ],
    [
      '(async () => { await cache.load("k", -1, () => 1); const a = await cache.load("k", -1, () => 2); return [a, cache.delete("k"), await cache.load("k", 0, () => 3), await cache.load("k", 0, () => 4)].join() })()',
      '1,,3,4',
    ],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression, current)).toBe(expected)
  })

  it.each([
    'google.cloud.storage',
    'fetchretrylib.fetchretry',
    'hubspotlib.hubspot',
    'libphonenumberjslib.libphonenumberjs',
    'mailchimplib.mailchimp',
    'nodemailjet.nodemailjet',
    'skyflowlib.skyflow',
  ])('says that %s is not available locally', async (name) => {
    const { error } = await run(`onRequest = () => ${name}`, current)
    expect(error?.message).toContain(`${name} is not available locally`)
    expect((await run(`onRequest = () => ${name}`)).error?.name).toBe('ReferenceError')
  })

  it('shows a RetryError as Retry', async () => {
    const { error } = await run('onRequest = () => { throw new RetryError("again") }', current)
    expect(error?.class).toBe('Retry')
  })
})

describe('crypto', () => {
  it.each([
    ['crypto.createHash("md5").update("a").digest("hex")', '0cc175b9c0f1b6a831c399e269772661'],
    ['crypto.createHmac("sha1", "k").update("a").digest("base64")', 'QOfUQcrbF7B/BQNBqiOmgg7YHIs='],
    ['crypto.createHash("sha1").update(Buffer.from("a")).digest().length', '20'],
    ['crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("b"))', 'false'],
    ['crypto.randomBytes(8).length', '8'],
    ['crypto.pbkdf2Sync("p", "s", 1, 8, "sha1").toString("hex")', '843c87e7eda3ee2f'],
    ['new Promise(ok => crypto.randomBytes(4, (e, b) => ok(b.length)))', '4'],
    [
      '(() => { const c = crypto.createCipher("aes192", "p"), d = crypto.createDecipher("aes192", "p"); const x = c.update("hi", "utf8", "hex") + c.final("hex"); return d.update(x, "hex", "utf8") + d.final("utf8") })()',
      'hi',
    ],
    [
      '(() => { const k = Buffer.alloc(32), v = Buffer.alloc(12); const c = crypto.createCipheriv("aes-256-gcm", k, v); const x = c.update("hi", "utf8", "hex") + c.final("hex"); const d = crypto.createDecipheriv("aes-256-gcm", k, v); d.setAuthTag(c.getAuthTag()); return d.update(x, "hex", "utf8") + d.final("utf8") })()',
      'hi',
    ],
    [
      '(() => { try { crypto.createHash("nope") } catch (e) { return e instanceof Error } })()',
      'true',
    ],
  ])('%s', async (expression, expected) => {
    expect(await evaluate(expression)).toBe(expected)
  })
})
