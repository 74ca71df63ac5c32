/** Limits of a run. The profile's are the vendor's; the others protect this machine. */
import type { Profile } from '#preload/model'

/** Wall time of one run, counted from the start of the user's script. */
export const deadlineMs: Readonly<Record<Profile, number>> = { '2019': 1000, current: 5000 }

/** The vendor keeps the last 100 lines; what was dropped before them is said in a first line. */
export const maxLogLines = 100
export const maxLogText = 20_000
/** Of all lines together; the last ones are kept whole. */
export const maxLogTexts = 1_000_000

/** Messages and stacks of errors. */
export const maxReportText = 16_000

/**
 * What is longer than it is shown is sent with so much more, and cut after its secrets were masked:
 * half of one would not be known as such. No secret of that length is masked by a half.
 */
export const cutMargin = 4096

/** Heap of one worker. V8 kills the worker, or at worst the host process, beyond it. */
export const workerHeapMb = 128

/** What running functions may add to the host's resident memory: buffers are not in the heap. */
export const runMemoryMb = 384

/** `terminate()` stops every known loop in well under this; beyond it the process is killed. */
export const terminateMs = 1000

/** How long the other runs of a process with such a thread may take to end. */
export const retireMs = 10_000

/** V8 keeps pages of threads that are gone, so a process that ran much is replaced in a pause. */
export const wornRuns = 200
export const pauseMs = 5000
/** Without a pause it is replaced while it serves. */
export const maxHostRuns = 5000

/**
 * Each group of runs has a process of its own, which costs 50 MB and a tenth of a second (two in
 * Electron). That many are kept at the same time; one is ready ahead of need besides.
 */
export const maxHosts = 3
/** Runs of further groups wait: a burst for all sources must not take the machine's memory. */
export const maxBusyHosts = 4
export const idleHostMs = 60_000
/** After a run has started, or the app: neither shares the processor with the making of a spare. */
export const spareDelayMs = 1000

/** From the fork to a host that takes runs: far under a second, on a machine that is not swamped. */
export const hostStartMs = 20_000

/** From the request to the start of the user's script: fork, worker start, waiting for a slot. */
export const startGraceMs = 30_000

/** Calls to the network that a run keeps, and how much of their bodies, for people to look at. */
export const maxCalls = 200
export const maxCallBody = 64 * 1024
export const maxCallBytes = 1024 * 1024
/** URLs, headers and the like. */
export const maxCallText = 8192
/** All headers that a function sends with one call; answers have at most that. */
export const maxCallHeaders = 16 * 1024

/** A cassette needs whole bodies. */
export const maxRecordedBody = 2 * 1024 * 1024
export const maxRecordedBytes = 8 * 1024 * 1024
