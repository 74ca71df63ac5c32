/**
 * The most memory that a run held. V8 tells sizes right before each collection, which is when they
 * are highest; a run without one is highest at its end. Both cost a few microseconds.
 */
import v8 from 'node:v8'

// The module is emptied before user code runs.
const { GCProfiler, getHeapStatistics } = v8

export interface MemoryUsed {
  readonly heapBytes: number
  readonly bufferBytes: number
}

const fullCollection = 'MarkSweepCompact'

interface HeapSize {
  readonly usedHeapSize: number
  readonly externalMemory: number
}

interface Size {
  readonly heap: number
  readonly buffers: number
}

function now(): Size {
  const { used_heap_size: heap, external_memory: buffers } = getHeapStatistics()
  return { heap, buffers }
}

function sizeOf({ heapStatistics }: { readonly heapStatistics: HeapSize }): Size {
  return { heap: heapStatistics.usedHeapSize, buffers: heapStatistics.externalMemory }
}

/** The least that a run of this thread has started from: hardly anything was left of others. */
const least: Record<keyof Size, number> = { heap: Infinity, buffers: Infinity }

/** Follows one kind of memory: what is not of this run, and the most that was. */
class Level {
  readonly #kind: keyof Size
  #base: number
  most = 0

  constructor(kind: keyof Size, start: Size) {
    this.#kind = kind
    this.#base = start[kind]
    least[kind] = Math.min(least[kind], this.#base)
  }

  note(size: Size): void {
    this.most = Math.max(this.most, size[this.#kind] - this.#base)
  }

  /** A full collection also frees what earlier runs had left. */
  collected(before: Size, after: Size): void {
    const own = before[this.#kind] - this.#base
    const left = Math.max(least[this.#kind], after[this.#kind] - own)
    this.#base = Math.min(this.#base, left)
  }
}

/** Answers the function that ends the measure. */
export function measureHeap(): () => MemoryUsed {
  const profiler = new GCProfiler()
  profiler.start()
  const start = now()
  const levels = [new Level('heap', start), new Level('buffers', start)] as const
  return () => {
    const end = now()
    // Absent when another has stopped it meanwhile, which nothing of ours does.
    const collections = profiler.stop()?.statistics ?? []
    for (const level of levels) {
      for (const { gcType, beforeGC, afterGC } of collections) {
        level.note(sizeOf(beforeGC))
        if (gcType === fullCollection) {
          level.collected(sizeOf(beforeGC), sizeOf(afterGC))
        }
      }
      level.note(end)
    }
    return { heapBytes: levels[0].most, bufferBytes: levels[1].most }
  }
}
