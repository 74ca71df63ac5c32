/** How `crypto` of the context speaks with the host, and what its classes have in common. */
import { wrongType } from './node-error.ts'
import { fromBinary, host, streams, toBinary, type BufferLike } from './scope.ts'

export function call(op: string, options: object, data?: string, more?: string): BufferLike {
  return fromBinary(host.callHost(`crypto.${op}`, JSON.stringify(options), data, more))
}

export function callText(op: string, options: object): string {
  return host.callHost(`crypto.${op}`, JSON.stringify(options))
}

export function encoded(bytes: BufferLike, encoding?: string): BufferLike | string {
  return encoding === undefined || encoding === 'buffer' ? bytes : bytes.toString(encoding)
}

const dataTypes = 'one of type string, TypedArray, or DataView'

/** Numbers of the keys that are objects. */
export const keyIds = new WeakMap<object, string>()

/** Keys and secrets may be text, bytes, an object, or options that hold one of them. */
export function key(value: unknown): unknown {
  if (typeof value === 'string') {
    return { text: value }
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return { bytes: toBinary(value) }
  }
  if (typeof value === 'object' && value !== null) {
    const object = keyIds.get(value)
    if (object !== undefined) {
      return { object }
    }
    const { key: inner, ...rest } = value as Record<string, unknown>
    if (rest['format'] === 'jwk') {
      return { key: { jwk: inner }, rest }
    }
    return { key: key(inner), rest: { ...rest, oaepLabel: undefined } }
  }
  throw wrongType('key', dataTypes, value)
}

export function checkData(data: unknown): void {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    throw wrongType('data', dataTypes, data)
  }
}

/** Hashes are streams too; `pipe` into one is rare but real. */
export function asStream(
  target: object,
  update: (chunk: unknown) => void,
  result: () => unknown,
): void {
  const { Transform } = streams()
  let stream: InstanceType<typeof Transform> | undefined
  const make = (): InstanceType<typeof Transform> => {
    stream ??= new Transform({
      transform(chunk: unknown, _encoding: unknown, done: () => void) {
        update(chunk)
        done()
      },
      flush(this: { push(chunk: unknown): void }, done: () => void) {
        this.push(result())
        done()
      },
    })
    return stream
  }
  for (const name of ['write', 'end', 'on', 'once', 'emit', 'pipe', 'read', 'removeListener']) {
    Object.defineProperty(target, name, {
      value: (...args: unknown[]): unknown => {
        const method = Reflect.get(make(), name) as (...args: unknown[]) => unknown
        return Reflect.apply(method, make(), args)
      },
      configurable: true,
      writable: true,
    })
  }
}
