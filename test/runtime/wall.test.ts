import { createRuntime, type Runtime } from '#main/runtime/runtime'
import { build } from 'esbuild'
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
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
  'start a REPL': "const r = load('repl'); return r.start()",
  'use the test runner': "const t = load('test'); return t.run()",
}

const dir = mkdtempSync(path.join(tmpdir(), 'hookbench-wall-'))
const socketPath = path.join(dir, 'service.sock')
const service = net.createServer((socket) => socket.end())
let runtime: Runtime

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
  runtime = createRuntime({
    runtimeDir: bundle,
    execPath: process.env['HOOKBENCH_TEST_EXEC'] ?? process.execPath,
  })
})

afterAll(async () => {
  await runtime.dispose()
  service.close()
  rmSync(dir, { recursive: true, force: true })
})

async function inside(code: string): Promise<string> {
  const text = code.replaceAll('SOCKET', JSON.stringify(socketPath))
  const { output, error } = await runtime.run(toRequest(text, { group: 'wall' }))
  return error === null ? String(output?.events[0]?.['text']) : `ended ${error.message}`
}

describe('code that got out of its context', () => {
  it.each(Object.entries(attempts))('cannot %s', async (_name, code) => {
    expect(await inside(code)).toMatch(/^refused /)
  })

  it('finds no environment', async () => {
    expect(await inside('return JSON.stringify(process.env ?? {})')).toBe('reached {}')
  })

  it('left nothing on the disk', () => {
    expect(readdirSync(dir)).toEqual(['runtime', 'secret.txt', 'service.sock'])
  })

  it('is there to be tried at all', async () => {
    expect(await inside('return 1 + 1')).toBe('reached 2')
    expect(await inside("return typeof (load('http')).request")).toBe('reached function')
  })
})
