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

interface Size {
  readonly heap: number
  readonly buffers: number
}

function now(): Size {
  const { used_heap_size: heap, external_memory: buffers } = getHeapStatistics()
  return { heap, buffers }
}

/** Answers the function that ends the measure. */
export function measureHeap(): () => MemoryUsed {
  const profiler = new GCProfiler()
  profiler.start()
  const before = now()
  return () => {
    const sizes = [now()]
    // Absent when another has stopped it meanwhile, which nothing of ours does.
    for (const { beforeGC } of profiler.stop()?.statistics ?? []) {
      const { usedHeapSize: heap, externalMemory: buffers } = beforeGC.heapStatistics
      sizes.push({ heap, buffers })
    }
    const most = (of: keyof Size): number =>
      sizes.reduce((highest, size) => Math.max(highest, size[of] - before[of]), 0)
    return { heapBytes: most('heap'), bufferBytes: most('buffers') }
  }
}
