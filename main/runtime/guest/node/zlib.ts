/** `zlib` inside the context: the host packs and unpacks, whole inputs at a time. */
import { fromBinary, host, soon, streams, toBinary, type BufferLike } from './scope.ts'

type Done = (error: unknown, value?: BufferLike) => void

const methods = [
  'gzip',
  'gunzip',
  'deflate',
  'inflate',
  'deflateRaw',
  'inflateRaw',
  'unzip',
  'brotliCompress',
  'brotliDecompress',
] as const

function work(method: string, data: unknown, options: unknown): BufferLike {
  return fromBinary(host.callHost('zlib', JSON.stringify([method, options ?? {}]), toBinary(data)))
}

function createStream(method: string, options: unknown): object {
  const { Transform } = streams()
  const parts: string[] = []
  let bytesWritten = 0
  const stream = new Transform({
    transform(chunk: unknown, encoding: string, done: () => void) {
      const part = toBinary(chunk, encoding)
      bytesWritten += part.length
      parts.push(part)
      done()
    },
    flush(this: { push(chunk: unknown): void }, done: Done) {
      try {
        this.push(work(method, fromBinary(parts.join('')), options))
        done(null)
      } catch (error) {
        done(error)
      }
    },
  })
  // All is packed at the end, so that there is nothing to flush before.
  return Object.defineProperties(stream, {
    bytesWritten: { get: () => bytesWritten },
    flush: { value: (...args: unknown[]) => callLast(args) },
    params: { value: (...args: unknown[]) => callLast(args) },
    reset: { value: () => void parts.splice(0) },
    close: {
      value(...args: unknown[]) {
        stream.destroy()
        callLast(args)
      },
    },
  })
}

function callLast(args: readonly unknown[]): void {
  const done = args.at(-1)
  if (typeof done === 'function') {
    soon(() => void Reflect.apply(done, undefined, []))
  }
}

function capital(name: string): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`
}

const constants = JSON.parse(host.callHost('zlib.constants', '')) as Record<string, number>

export const zlib: Record<string, unknown> = { constants, ...constants }

for (const method of methods) {
  zlib[`${method}Sync`] = (data: unknown, options?: unknown) => work(method, data, options)
  zlib[method] = (data: unknown, ...rest: unknown[]) => {
    const done = rest.pop() as Done
    soon(() => {
      let value: BufferLike
      try {
        value = work(method, data, rest[0])
      } catch (error) {
        done(error)
        return
      }
      done(null, value)
    })
  }
  const create = (options?: unknown): object => createStream(method, options)
  zlib[`create${capital(method)}`] = create
  zlib[capital(method)] = function Stream(options?: unknown) {
    return create(options)
  }
}
