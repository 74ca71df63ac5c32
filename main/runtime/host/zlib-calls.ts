/** The host's side of `zlib`, with a cap on what a small input may unpack to. */
import type * as NodeZlib from 'node:zlib'
import { toBinary, toBytes, type Builtin, type HostOps } from './binary.ts'

const maxOutput = 64_000_000

const methods = new Set([
  'gzip',
  'gunzip',
  'deflate',
  'inflate',
  'deflateRaw',
  'inflateRaw',
  'unzip',
  'brotliCompress',
  'brotliDecompress',
])

type Sync = (data: Buffer, options: object) => Buffer

export function createZlibCalls(builtin: Builtin): HostOps {
  const zlib = (): typeof NodeZlib => builtin('zlib') as typeof NodeZlib
  return {
    zlib(arg, data) {
      const [method, options] = JSON.parse(arg) as [string, object]
      if (!methods.has(method)) {
        throw new TypeError(`zlib has no ${method}`)
      }
      const run = Reflect.get(zlib(), `${method}Sync`) as Sync
      return toBinary(run(toBytes(data), { ...options, maxOutputLength: maxOutput }))
    },
    'zlib.constants': () => JSON.stringify(zlib().constants),
  }
}
