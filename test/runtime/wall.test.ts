import type { PlainResult } from '#main/runtime/result'
import { createRuntime, type Runtime } from '#main/runtime/runtime'
import { build } from 'esbuild'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runtimeDir } from './harness.ts'
import { toRequest } from './request.ts'

/**
 * Code that left its context: each attempt throws, or returns what it could not reach. `load`
 * gives Node's own module objects, which the realm itself has no way to any more.
 */
const attempts: Readonly<Record<string, string>> = {
  'read a file': "const { readFileSync } = load('fs'); return readFileSync('/etc/passwd', 'utf8')",
  'read a file with promises':
    "const { readFile } = load('fs/promises'); return readFile('/etc/passwd', 'utf8')",
  'read a file through the default export':
    "const fs = load('fs').promises; return fs.readFile('/etc/passwd')",
  'read our own program': "const fs = load('fs'); return fs.readFileSync('/work')",
  'list a folder': "const fs = load('fs'); return fs.readdirSync('/')",
  'write a file': "const fs = load('fs'); return fs.writeFileSync('hookbench-was-here', 'x')",
  'read an open descriptor': "const fs = load('fs'); return fs.readSync(3, new Uint8Array(10))",
  'start a process': "const c = load('child_process'); return c.execSync('id')",
  'spawn a process': "const c = load('child_process'); return c.spawn('id').pid",
  'fork with cluster': "const c = load('cluster'); return c.fork()",
  'start a thread':
    "const w = load('worker_threads'); return new w.Worker('1', { eval: true, execArgv: [] })",
  'start a thread by the global': 'return new Worker("1")',
  'use the port to the host':
    "const w = load('worker_threads'); return w.parentPort.postMessage({ type: 'ready' })",
  'kill the parent': 'return process.kill(process.ppid)',
  'kill by another name': 'return process._kill(1, 9)',
  abort: 'return process.abort()',
  'replace the process': "return process.execve('/bin/sh', ['sh'])",
  'debug another process': 'return process._debugProcess(1)',
  'load an addon': 'return process.dlopen({ exports: {} }, "/lib/x86_64-linux-gnu/libc.so.6")',
  'use bindings': "return process.binding('fs')",
  'use linked bindings': "return process._linkedBinding('fs')",
  'get a module': "return process.getBuiltinModule('fs').readFileSync('/etc/passwd')",
  'make a require':
    "const m = load('module'); return m.createRequire('/')('fs').readFileSync('/etc/passwd')",
  'load through Module': "const m = load('module'); return m._load('fs')",
  'use the main module': 'return process.mainModule.require("fs")',
  'use require': 'return require("fs")',
  'open the inspector': "const i = load('inspector'); i.open(0); return i.url()",
  'start a session': "const i = load('inspector'); return new i.Session().connect()",
  'write a heap snapshot': "const v = load('v8'); return v.writeHeapSnapshot()",
  'set V8 flags': "const v = load('v8'); return v.setFlagsFromString('--allow-natives-syntax')",
  'write a report': 'return process.report.writeReport()',
  'make a context': "const v = load('vm'); return v.runInThisContext('1')",
  'use WASI':
    "const w = load('wasi'); return new w.WASI({ version: 'preview1', preopens: { '/': '/' } })",
  'learn about the machine': "const o = load('os'); return o.userInfo().username + o.hostname()",
  'read the environment': 'return process.env.PATH.length',
  'change the folder': 'return process.chdir("/")',
  'know its executable': 'return process.execPath.length',
  'fetch a file': "return (await fetch('file:///etc/passwd')).text()",
  'open a local service by path':
    "const n = load('net'); return new Promise((ok, bad) => n.connect({ path: SOCKET }).on('connect', () => ok('connected')).on('error', bad))",
  'open a local service by text':
    "const n = load('net'); return new Promise((ok, bad) => n.connect(SOCKET).on('connect', () => ok('connected')).on('error', bad))",
  'open a local service by http':
    "const h = load('http'); return new Promise((ok, bad) => h.get({ socketPath: SOCKET }, () => ok('answered')).on('error', bad))",
  listen: "const n = load('net'); return n.createServer().listen(0)",
  'listen by http':
    "const h = load('http'); return new Promise((ok, bad) => h.createServer().listen(0, () => ok('listening')).on('error', bad))",
  'wrap a descriptor in a socket':
    "const n = load('net'); const s = new n.Socket({ fd: 3 }); if (!s._handle) throw new Error('no handle'); return 'handle'",
  'wrap a descriptor by the original class':
    "const n = load('net'); const C = Object.getPrototypeOf(n.Socket.prototype).constructor; const s = new n.Socket.prototype.constructor({ fd: 3 }); if (!s._handle) throw new Error('no handle'); return C",
  'open a descriptor by a handle':
    "const n = load('net'); const s = n.connect(1, '127.0.0.1'); s.on('error', () => {}); const H = s._handle.constructor; const h = new H(0); return h.open(3)",
  'wrap a descriptor by connecting':
    "const n = load('net'); let leak; try { n.connect({ fd: 3, read() { leak = this } }) } catch (e) { leak ??= e } if (leak?._handle == null) throw new Error('no handle'); const s = new n.Socket({ handle: leak._handle }); return new Promise((ok, bad) => { s.on('error', bad).write('{}\\n', (e) => (e ? bad(e) : ok('written'))); setTimeout(bad, 500, new Error('nothing')) })",
  'wrap a descriptor by an agent of http':
    "const h = load('http'); let leak; try { new h.Agent().createConnection({ fd: 3, read() { leak = this } }) } catch (e) { leak ??= e } if (leak?._handle == null) throw new Error('no handle'); return leak._handle.open(3)",
  'open a descriptor by the handle of a local service':
    "const n = load('net'); let P; const s = new n.Socket(); s.on('error', () => {}); Object.defineProperty(s, '_handle', { set(v) { P ??= v?.constructor }, get() { return undefined } }); try { let c = 0; s.connect({ get path() { return c++ ? '/x' : undefined } }) } catch {} const h = new P(0); const code = h.open(3); return 'opened ' + code",
  'open a local service by a path that changes':
    "const n = load('net'); let c = 0; return new Promise((ok, bad) => new n.Socket().on('connect', () => ok('connected')).on('error', bad).connect({ get path() { return c++ ? SOCKET : undefined } }))",
  'open a local service by a proxy':
    "const n = load('net'); let c = 0; const o = new Proxy({}, { get: (t, k) => (k === 'path' && c++ ? SOCKET : undefined) }); return new Promise((ok, bad) => new n.Socket().on('connect', () => ok('connected')).on('error', bad).connect(o))",
  'open a terminal': "const t = load('tty'); return new t.ReadStream(0)",
  'send datagrams': "const d = load('dgram'); return d.createSocket('udp4')",
  'open a database': "const s = load('sqlite'); return new s.DatabaseSync('/tmp/x.db')",
  'make code by Function': 'return Function("return 1")()',
  'make code by eval': 'return eval("1")',
  'make code by a constructor': 'return (() => {}).constructor("return 1")()',
  'make code by an async constructor': 'return (async () => {}).constructor("return 1")()',
  'tamper with Promise': '"use strict"; Promise.prototype.then = 1; return Promise.prototype.then',
  'import a module of Node': "return (await import('node:fs')).readFileSync('/etc/passwd')",
  'import a file': "return import('file:///etc/hostname')",
  'import data':
    'return (await import(\'data:text/javascript,export default process.binding("fs")\')).default',
  'load a crypto engine':
    "const c = load('crypto'); return c.setEngine('/lib/x86_64-linux-gnu/libc.so.6')",
  'change the crypto of the process': "const c = load('crypto'); return c.setFips(1)",
  'trace the process':
    "const t = load('trace_events'); return t.createTracing({ categories: ['v8'] }).enable()",
  "connect to the app's own port":
    "const n = load('net'); return new Promise((ok, bad) => n.connect(OWN, '127.0.0.1').on('connect', () => ok('connected')).on('error', bad))",
  "connect to the app's own port by another name":
    "const n = load('net'); return new Promise((ok, bad) => n.connect(OWN, 'localhost').on('connect', () => ok('connected')).on('error', bad))",
  "connect to the app's own port by IPv6":
    "const n = load('net'); return new Promise((ok, bad) => n.connect(OWN, '::ffff:127.0.0.1').on('connect', () => ok('connected')).on('error', bad))",
  "connect to the app's own port by http":
    "const h = load('http'); return new Promise((ok, bad) => h.get({ port: OWN, host: '127.0.0.1' }, () => ok('answered')).on('error', bad))",
  "connect to the app's own port by http2":
    "const h = load('http2'); return new Promise((ok, bad) => h.connect('http://127.0.0.1:' + OWN).on('connect', () => ok('connected')).on('error', bad))",
  "connect to the app's own port by tls":
    "const t = load('tls'); return new Promise((ok, bad) => t.connect({ port: OWN, host: '127.0.0.1' }).on('connect', () => ok('connected')).on('error', bad))",
  "connect to the app's own port by a bare handle":
    "const n = load('net'); const s = n.connect(1, '127.0.0.1'); s.on('error', () => {}); const H = s._handle.constructor; const h = new H(0); const code = h.connect({ oncomplete() {} }, '127.0.0.1', OWN); if (code !== 0) throw new Error('code ' + code); return 'connecting'",
  "connect to the app's own port by one that counts from 0 again":
    "const n = load('net'); const s = n.connect(1, '127.0.0.1'); s.on('error', () => {}); const H = s._handle.constructor; const h = new H(0); return new Promise((ok, bad) => { const code = h.connect({ oncomplete: (e) => (e ? bad(new Error('code ' + e)) : ok('connected')) }, '127.0.0.1', OWN + 65536); if (code !== 0) bad(new Error('code ' + code)) })",
  "connect to the app's own port by an address that ends early":
    "const n = load('net'); const s = n.connect(1, '127.0.0.1'); s.on('error', () => {}); const H = s._handle.constructor; const h = new H(0); return new Promise((ok, bad) => { const code = h.connect({ oncomplete: (e) => (e ? bad(new Error('code ' + e)) : ok('connected')) }, '127.0.0.1\\0x', OWN); if (code !== 0) bad(new Error('code ' + code)) })",
  'make the guard say yes by replaced methods':
    "const n = load('net'); for (const P of [Array, String, RegExp, Set]) for (const k of Reflect.ownKeys(P.prototype)) { try { P.prototype[k] = () => false } catch {} } try { globalThis.Number = () => 8 } catch {} try { Object.prototype[Symbol.split] = () => ['8'] } catch {} return new Promise((ok, bad) => n.connect(OWN, '127.0.0.1').on('connect', () => ok('connected')).on('error', bad))",
  'put the guarded connect back':
    "const n = load('net'); const s = n.connect(1, '127.0.0.1'); s.on('error', () => {}); const P = Object.getPrototypeOf(s._handle); delete P.connect; if (Object.getOwnPropertyDescriptor(P, 'connect') && !Reflect.set(P, 'connect', 1)) throw new Error('it stays'); return 'gone'",
  'ask a name server': "const d = load('dns'); return new d.Resolver().resolve4('example.com')",
  'choose a name server': "const d = load('dns').promises; return d.setServers(['127.0.0.1'])",
  'start a REPL': "const r = load('repl'); return r.start()",
  'use the test runner': "const t = load('test'); return t.run()",
}

const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-wall-'))
const socketPath = path.join(dir, 'service.sock')
const service = net.createServer((socket) => socket.end())
/** Stands in for the app's own server. */
const app = http.createServer((_request, response) => response.end('secret'))
const reached: string[] = []
app.on('connection', () => reached.push('connection'))
const ownPort = (): number => (app.address() as AddressInfo).port
let runtime: Runtime<PlainResult>
/** The one that counts what runs: the same wall, though V8 has told it more. */
let observing: Runtime<PlainResult>

beforeAll(async () => {
  const bundle = path.join(dir, 'runtime')
  cpSync(runtimeDir, bundle, { recursive: true })
  await build({
    entryPoints: [path.join(import.meta.dirname, 'support/inside-worker.ts')],
    outfile: path.join(bundle, 'worker.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.18',
  })
  writeFileSync(path.join(dir, 'secret.txt'), 'secret')
  await new Promise<void>((done) => service.listen(socketPath, done))
  await new Promise<void>((done) => app.listen(0, '127.0.0.1', done))
  const options = {
    runtimeDir: bundle,
    execPath: process.env['HOOKBENCH_TEST_EXEC'] ?? process.execPath,
    ownPorts: () => [ownPort()],
    patience: 8,
  }
  runtime = createRuntime(options)
  observing = createRuntime({ ...options, observes: true })
})

afterAll(async () => {
  await Promise.all([runtime.dispose(), observing.dispose()])
  service.close()
  app.close()
  rmSync(dir, { recursive: true, force: true })
})

async function inside(code: string, where = runtime): Promise<string> {
  const text = code
    .replaceAll('SOCKET', JSON.stringify(socketPath))
    .replaceAll('OWN', String(ownPort()))
  const { output, error } = await where.run(toRequest(text, { group: 'wall' }))
  return error === null ? String(output?.events[0]?.['text']) : `ended ${error.message}`
}

describe('code that got out of its context', () => {
  it.each(Object.entries(attempts))('cannot %s', async (_name, code) => {
    expect(await inside(code)).toMatch(/^refused /)
  })

  it.each(Object.entries(attempts))('cannot %s where runs are observed', async (_name, code) => {
    expect(await inside(code, observing)).toMatch(/^refused /)
  })

  it('finds no environment', async () => {
    expect(await inside('return JSON.stringify(process.env ?? {})')).toBe('reached {}')
  })

  it("reached none of the app's own servers", () => {
    expect(reached).toEqual([])
  })

  it.each(['none', 'public'] as const)('keeps to the policy %s', async (policy) => {
    const code = `const n = load('net'); return new Promise((ok, bad) => n.connect(${ownPort()}, '127.0.0.1').on('connect', () => ok('connected')).on('error', bad))`
    const { output } = await runtime.run(toRequest(code, { group: 'wall', network: { policy } }))
    expect(String(output?.events[0]?.['text'])).toMatch(/^refused .*EACCES/)
  })

  it('looks no names up where the network is closed', async () => {
    const code = `const d = load('dns'); return new Promise((ok) => d.lookup('localhost', (e, a) => ok(a)))`
    const { output } = await runtime.run(
      toRequest(code, { group: 'wall', network: { policy: 'none' } }),
    )
    expect(String(output?.events[0]?.['text'])).toMatch(/^refused .*the network is closed/)
  })

  it('left nothing on the disk', () => {
    expect(readdirSync(dir)).toEqual(['runtime', 'secret.txt', 'service.sock'])
  })

  it('is there to be tried at all', async () => {
    expect(await inside('return 1 + 1')).toBe('reached 2')
    expect(await inside("return typeof (load('http')).request")).toBe('reached function')
  })
})

describe('code that got out, beside the runs of others', () => {
  /** Walks all that the realm and Node's modules give it, and looks for a text of somebody else. */
  const search = (text: string): string => `
    const wanted = new RegExp('${text.slice(0, 8)}' + '${text.slice(8)}')
    const seen = new Set(), todo = [[globalThis, 'global'], [process, 'process']], found = []
    for (const name of ['http', 'https', 'net', 'tls', 'events', 'stream', 'buffer', 'crypto', 'zlib', 'dns', 'util', 'url',
      'async_hooks', 'diagnostics_channel', 'perf_hooks', 'timers', 'string_decoder', 'querystring', 'path', 'punycode',
      'worker_threads', 'process', 'constants', 'http2', 'assert', 'console', 'inspector', 'v8', 'module']) {
      try { todo.push([load(name), name]) } catch {}
    }
    while (todo.length > 0 && seen.size < 300000) {
      const [value, path] = todo.pop()
      if (typeof value === 'string' && wanted.test(value)) found.push(path)
      if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue
      seen.add(value)
      if (ArrayBuffer.isView(value)) {
        try { if (Buffer.from(value.buffer).includes('${text.slice(0, 8)}' + '${text.slice(8)}')) found.push(path + ' bytes') } catch {}
      }
      try { if (value instanceof Map || value instanceof Set) todo.push([[...value], path + '<>']) } catch {}
      let keys = []
      try { keys = Reflect.ownKeys(value) } catch {}
      for (const key of keys) {
        try { todo.push([value[key], path + '.' + String(key)]) } catch {}
      }
      try { todo.push([Object.getPrototypeOf(value), path + '^']) } catch {}
    }
    return seen.size + ' things, found ' + found.join()`

  it('finds nothing of theirs: another group has another process', async () => {
    const secret = 'SECRETOFANOTHERSOURCE'
    // At the same time, held by a run that waits.
    const other = runtime.run(
      toRequest(
        'await new Promise((ok) => setTimeout(ok, 600)); return JSON.stringify(process.pid)',
        {
          group: 'other',
          settings: { secret },
          body: { secret },
        },
      ),
    )
    const { output } = await runtime.run(
      toRequest(search(secret), { group: 'wall', profile: 'current' }),
    )
    expect(String(output?.events[0]?.['text'])).toMatch(/^reached \d{4,} things, found $/)
    await other
  })

  it('gets no memory that holds what was there before', async () => {
    const body = { secret: 'SECRETOFARUNBEFORE '.repeat(200) }
    for (let run = 0; run < 10; run++) {
      await runtime.run(toRequest('return 1', { group: 'wall', body }))
    }
    const code = `
      let dirty = 0
      for (let round = 0; round < 200; round++) {
        for (const size of [64, 512, 4096, 16384, 65536, 262144]) {
          for (const bytes of [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafe(size)]) {
            if (bytes.some((byte) => byte !== 0)) dirty += 1
          }
        }
      }
      return dirty`
    expect(await inside(code)).toBe('reached 0')
  })

  it('would find what is its own', async () => {
    const secret = 'SECRETOFTHISVERYSOURCE'
    const code = `globalThis.mine = { deep: ['${secret}'] }; ${search(secret)}`
    const { output } = await runtime.run(toRequest(code, { group: 'mine', profile: 'current' }))
    expect(String(output?.events[0]?.['text'])).toMatch(/found .*global\.mine\.deep\.0/)
  })

  it('cannot end or answer the run of another', async () => {
    const other = runtime.run(
      toRequest("await new Promise((ok) => setTimeout(ok, 300)); return 'its own'", {
        group: 'other',
      }),
    )
    await inside("process.exit(); return 'gone'")
    const { output } = await other
    expect(output?.events[0]?.['text']).toBe('reached its own')
  })
})
