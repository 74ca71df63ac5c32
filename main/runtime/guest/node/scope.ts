/**
 * What a library bundle is given when it is evaluated in a context: the bridge, and the modules
 * of Node that it may ask for. It is a parameter of the file's wrapper, not a global.
 */
export interface Channel {
  (event: string, data: string): void
}

export interface Scope {
  readonly callHost: (op: string, arg: string) => string
  /** Events of the host for one open call, such as a request; closed by the library. */
  readonly openChannel: (channel: Channel) => number
  readonly closeChannel: (id: number) => void
  /** Errors that nobody can catch end the run. */
  readonly fail: (error: unknown) => void
  readonly setTimeout: (callback: () => void, ms?: number) => object
  readonly clearTimeout: (timer: unknown) => void
  readonly inspect: (value: unknown, options?: object) => string
  readonly format: (...args: unknown[]) => string
  /** Tells the run that these bytes were hashed. */
  readonly hashed: (text: string) => void
  readonly URL: new (input: string, base?: string) => UrlLike
  readonly URLSearchParams: unknown
  readonly require: (name: string) => unknown
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

/** Bytes as a string of char codes 0 to 255: one byte each in V8, and primitive. */
export function toBinary(data: unknown, encoding?: string): string {
  const Buffer = bufferClass()
  if (ArrayBuffer.isView(data)) {
    return Buffer.from(data.buffer)
      .toString('latin1')
      .slice(data.byteOffset, data.byteOffset + data.byteLength)
  }
  return Buffer.from(data, encoding).toString('latin1')
}

export function fromBinary(text: string): BufferLike {
  return bufferClass().from(text, 'latin1')
}

export function soon(callback: () => void): void {
  host.setTimeout(() => {
    callback()
  }, 0)
}
