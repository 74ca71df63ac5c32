/**
 * The base class of all streams, with the `pipe` of old: libraries of the time inherit from it
 * directly, and `instanceof Stream` must hold for every stream.
 */
import { host, type Emitter } from './scope.ts'

/* oxlint-disable oxc/no-this-in-exported-function -- a constructor of before there were classes */

interface Source extends Emitter {
  readable?: boolean
  pause?(): void
  resume?(): void
}

interface Sink extends Emitter {
  writable?: boolean
  write(chunk: unknown): unknown
  end(): void
}

type EmitterConstructor = { prototype: object } & (new () => Emitter)

const { EventEmitter } = host.require('events') as { EventEmitter: EmitterConstructor }

// Called with `new` by libraries and as a function by those that inherit in the old way.
function Stream(this: object): void {
  Reflect.apply(EventEmitter as unknown as () => void, this, [])
}

Object.setPrototypeOf(Stream, EventEmitter)
Stream.prototype = Object.create(EventEmitter.prototype, {
  constructor: { value: Stream, writable: true, configurable: true },
}) as object

Object.assign(Stream.prototype, { pipe })

function pipe(this: Source, sink: Sink, options?: { end?: boolean }): Sink {
  const onData = (chunk: unknown): void => {
    if (sink.writable !== false && sink.write(chunk) === false) {
      this.pause?.()
    }
  }
  const onDrain = (): void => {
    if (this.readable !== false) {
      this.resume?.()
    }
  }
  const onEnd = (): void => {
    clean()
    sink.end()
  }
  const clean = (): void => {
    this.removeListener('data', onData)
    sink.removeListener('drain', onDrain)
    this.removeListener('end', onEnd)
    this.removeListener('close', clean)
    sink.removeListener('close', clean)
  }
  this.on('data', onData)
  sink.on('drain', onDrain)
  if (options?.end !== false) {
    this.on('end', onEnd)
  }
  this.on('close', clean)
  sink.on('close', clean)
  sink.emit('pipe', this)
  return sink
}

export { Stream }
