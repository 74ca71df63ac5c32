/** Modules of Node that a function cannot use: there are no files, sockets or processes. */
import { host } from './scope.ts'

function refuse(module: string, name: string): () => never {
  return () => {
    throw Object.assign(new Error(`${module}.${name} is not available to source functions`), {
      code: 'ENOENT',
    })
  }
}

function refusing(module: string, names: readonly string[], more: object = {}): object {
  return { ...Object.fromEntries(names.map((name) => [name, refuse(module, name)])), ...more }
}

export const fs = refusing(
  'fs',
  ['readFileSync', 'readFile', 'writeFileSync', 'writeFile', 'createReadStream', 'openSync'],
  {
    createWriteStream: refuse('fs', 'createWriteStream'),
    existsSync: () => false,
    statSync: refuse('fs', 'statSync'),
    lstatSync: refuse('fs', 'lstatSync'),
    stat: (_path: unknown, done: (error: unknown) => void) =>
      done(Object.assign(new Error('no such file'), { code: 'ENOENT' })),
    mkdirSync: refuse('fs', 'mkdirSync'),
    readdirSync: refuse('fs', 'readdirSync'),
    constants: {},
  },
)

export const net = refusing('net', ['connect', 'createConnection', 'createServer'], {
  isIP: (text: string) =>
    /^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? 4 : /^[0-9a-f:]*:[0-9a-f:.]*$/i.test(text) ? 6 : 0,
  isIPv4: (text: string) => /^\d{1,3}(\.\d{1,3}){3}$/.test(text),
  isIPv6: (text: string) => /^[0-9a-f:]*:[0-9a-f:.]*$/i.test(text),
  Socket: function Socket() {},
})

export const tls = refusing('tls', ['connect', 'createSecureContext'], {
  TLSSocket: function TLSSocket() {},
})
export const dns = refusing('dns', ['lookup', 'resolve'])
export const dgram = refusing('dgram', ['createSocket'])
export const childProcess = refusing('child_process', [
  'exec',
  'execSync',
  'execFile',
  'spawn',
  'spawnSync',
  'fork',
])
export const tty = { isatty: () => false }
export const domain = { active: null, create: refuse('domain', 'create') }

export const os = {
  EOL: '\n',
  hostname: () => 'localhost',
  homedir: () => '/home/function',
  tmpdir: () => '/tmp',
  type: () => 'Linux',
  platform: () => 'linux',
  arch: () => 'x64',
  release: () => '4.14.0',
  cpus: () => [],
  networkInterfaces: () => ({}),
}

async function runSoon(work: () => void): Promise<void> {
  await Promise.resolve()
  try {
    work()
  } catch (error) {
    host.fail(error)
  }
}

/** Counts from the clock of the context, which may be frozen. */
function hrtime([seconds, nanoseconds]: readonly [number, number] = [0, 0]): [number, number] {
  const ms = Date.now()
  const spent = (ms % 1000) * 1e6 - nanoseconds
  const whole = Math.floor(ms / 1000) - seconds
  return spent < 0 ? [whole - 1, spent + 1e9] : [whole, spent]
}

/** What libraries read of `process`; user code never sees it. */
export const libraryProcess = {
  env: {},
  argv: [],
  execArgv: [],
  version: 'v10.16.3',
  versions: { node: '10.16.3' },
  platform: 'linux',
  arch: 'x64',
  pid: 1,
  browser: false,
  cwd: () => '/',
  uptime: () => 0,
  memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0 }),
  hrtime,
  emitWarning: () => undefined,
  binding: refuse('process', 'binding'),
  on() {
    return this
  },
  once() {
    return this
  },
  removeListener() {
    return this
  },
  nextTick(callback: (...args: unknown[]) => void, ...args: unknown[]) {
    void runSoon(() => callback(...args))
  },
  stdout: { isTTY: false, write: () => true, on: () => undefined },
  stderr: { isTTY: false, write: () => true, on: () => undefined },
}

export const timers = {
  setTimeout: host.setTimeout,
  clearTimeout: host.clearTimeout,
  setImmediate: (callback: (...args: unknown[]) => void, ...args: unknown[]) =>
    host.setTimeout(() => callback(...args), 0),
  clearImmediate: host.clearTimeout,
}
