/**
 * What a library bundle is given when it is evaluated in a context: the bridge, and the modules
 * of Node that it may ask for. It is a parameter of the file's wrapper, not a global.
 */
export interface Channel {
  (event: string, data: string): void
}

export interface Scope {
  readonly callHost: (op: string, arg: string, data?: string, more?: string) => string
  /** Events of the host for one open call, such as a request; closed by the library. */
  readonly openChannel: (channel: Channel) => number
  readonly closeChannel: (id: number) => void
  /** Errors that nobody can catch end the run. */
  readonly fail: (error: unknown) => void
  readonly setTimeout: (callback: () => void, ms?: number) => object
  readonly clearTimeout: (timer: unknown) => void
  readonly inspect: (value: unknown, options?: object) => string
  readonly format: (...args: unknown[]) => string
  /** Tells the run that this was hashed. */
  readonly hashed: (pieces: readonly HashedPiece[]) => void
  readonly URL: new (input: string, base?: string) => UrlLike
  readonly URLSearchParams: unknown
  readonly require: (name: string) => unknown
}

/** A text whose UTF-8 was hashed, or bytes as char codes 0 to 255. */
export interface HashedPiece {
  readonly isText: boolean
  readonly data: string
}

export interface UrlLike {
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly hostname: string
  readonly port: string
  readonly pathname: string
  readonly search: string
  readonly href: string
}

declare const scope: Scope

export const host: Scope = scope

export interface BufferLike extends Uint8Array {
  toString(encoding?: string): string
}

export interface BufferClass {
  from(data: unknown, encoding?: string): BufferLike
  alloc(size: number): BufferLike
  allocUnsafe(size: number): BufferLike
  concat(list: readonly Uint8Array[]): BufferLike
  isBuffer(value: unknown): value is BufferLike
}

export type Listener = (...args: never[]) => void

export interface Emitter {
  on(event: string, listener: Listener): this
  once(event: string, listener: Listener): this
  emit(event: string, ...args: unknown[]): boolean
  removeListener(event: string, listener: Listener): this
  listenerCount(event: string): number
}

export interface Streams {
  readonly Readable: new (options?: object) => Emitter & {
    push(chunk: unknown): boolean
    destroy(error?: unknown): void
  }
  readonly Writable: new (options?: object) => Emitter & {
    write(chunk: unknown, encoding?: unknown, done?: unknown): boolean
    end(chunk?: unknown, encoding?: unknown, done?: unknown): unknown
    destroy(error?: unknown): void
  }
  readonly Transform: new (options?: object) => Emitter & {
    push(chunk: unknown): boolean
    destroy(error?: unknown): void
  }
}

export function bufferClass(): BufferClass {
  return (host.require('buffer') as { Buffer: BufferClass }).Buffer
}

export function streams(): Streams {
  return host.require('stream') as Streams
}

export type Bytes = string | ArrayBufferView | ArrayBuffer

/** As many char codes at once as a call takes arguments without trouble. */
const atOnce = 8192

/** The package makes these char by char, which takes a body of 2 MB a tenth of a second. */
function viewToBinary(view: ArrayBufferView): string {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  let binary = ''
  for (let from = 0; from < bytes.length; from += atOnce) {
    const part = bytes.subarray(from, from + atOnce)
    binary += Reflect.apply(String.fromCharCode, String, part) as string
  }
  return binary
}

const utf8Names = /^utf-?8$/i

export function isUtf8(encoding: unknown): boolean {
  return typeof encoding === 'string'
    ? encoding === '' || utf8Names.test(encoding)
    : encoding === undefined || encoding === null
}

/** Bytes as a string of char codes 0 to 255: one byte each in V8, and primitive. */
export function toBinary(data: unknown, encoding?: string): string {
  if (ArrayBuffer.isView(data)) {
    return viewToBinary(data)
  }
  if (typeof data === 'string' && isUtf8(encoding)) {
    return host.callHost('bytes.encode', '', data)
  }
  return viewToBinary(bufferClass().from(data, encoding))
}

export function fromBinary(text: string): BufferLike {
  const bytes = bufferClass().allocUnsafe(text.length)
  for (let index = 0; index < text.length; index++) {
    bytes[index] = text.charCodeAt(index)
  }
  return bytes
}

export function soon(callback: () => void): void {
  host.setTimeout(() => {
    callback()
  }, 0)
}
