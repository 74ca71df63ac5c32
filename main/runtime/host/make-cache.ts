/**
 * Build step: evaluates every library once and writes V8's code cache for the executable that
 * runs this, so that a first touch does not pay for parsing. The caches are read only: a cache
 * that a worker made could carry one function's code into another's.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createContext } from './context.ts'
import { createHostCalls } from './host-calls.ts'
import { NetworkGate } from './network-gate.ts'
import { readFile } from './read-file.ts'
import { cacheFolder, loadScripts } from './scripts.ts'
import { Script } from './vm.ts'

const runtimeDir = __dirname
const scripts = loadScripts(runtimeDir, readFile, { useCache: false })
const builtin = (name: string): unknown => process.getBuiltinModule(name)

/** What functions commonly do with a library, so that more than its loading is compiled. */
const exercises: Readonly<Record<string, string>> = {
  AWS: 'new AWS.S3({ region: "us-east-1" }); new AWS.DynamoDB.DocumentClient({ region: "us-east-1" })',
  console: 'console.log({ a: [1, "x", null, undefined, new Map([[1, 2]]), new Date(0)] })',
  _: '_.get({ a: 1 }, "a"); _.map([1], (x) => x); _.merge({}, { a: { b: 1 } })',
  crypto: 'crypto.createHmac("sha256", "k").update("a").digest("hex"); crypto.randomBytes(4)',
  Headers: 'new Headers({ a: "b" }).get("a"); new URL("https://a/?b=c").searchParams.get("b")',
  FormData: 'new FormData().append("a", "b")',
  moment: 'moment.tz("2020-01-01T00:00:00Z", "America/New_York").format()',
  jsonwebtoken: 'jsonwebtoken.verify(jsonwebtoken.sign({ a: 1 }, "s"), "s")',
  xml2js: 'xml2js.parseString("<a><b>1</b></a>", () => {})',
}

const names = [
  ...Object.keys(exercises),
  'atob',
  'btoa',
  'OAuth',
  'xml',
  'fetch',
  'Buffer',
  'https',
  'zlib',
  'stripe',
  'twilio',
  'jsforce',
  'sendgrid',
  'uuidv5',
  'winstonlib',
]

function ignore(): void {}

for (const profile of ['2019', 'current']) {
  const calls = createHostCalls(
    {
      log: ignore,
      settled: ignore,
      done: ignore,
      reads: ignore,
      timer: ignore,
      deliver: ignore,
      call: ignore,
    },
    builtin,
    new NetworkGate([]),
  )
  const kind = { profile, legacy: false }
  const context = createContext(scripts, kind, (...args) => calls.call(...args))
  for (const name of names) {
    context.run(new Script(`if (typeof ${name} !== 'undefined') { ${exercises[name] ?? name} }`))
  }
  calls.close()
}

const folder = path.join(runtimeDir, cacheFolder())
mkdirSync(folder, { recursive: true })
for (const [name, script] of scripts.loaded()) {
  writeFileSync(path.join(folder, `${name}.bin`), script.createCachedData())
}
