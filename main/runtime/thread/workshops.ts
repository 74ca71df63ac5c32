/** Where the work is done: in whichever thread asks, or in the runtime's. */
import { sizeOfCases } from '#main/runtime/ring/export-cases'
import { sizeOfRow } from '#main/runtime/ring/ring-row'
import { sizeOfResult } from './mask-result.ts'
import type { ThreadConnection } from './thread-connection.ts'
import { createWork, HANDED_OVER, type Work, type WorkName, type Workshop } from './work.ts'

type Promised<N extends WorkName> = (
  ...args: Parameters<Work[N]>
) => Promise<Awaited<ReturnType<Work[N]>>>

function later<A extends unknown[], R>(perform: (...args: A) => R) {
  return async (...args: A): Promise<Awaited<R>> => await perform(...args)
}

export function inThisThread(work: Work): Workshop {
  return {
    parsePayload: later(work.parsePayload),
    formatPayload: later(work.formatPayload),
    ringRow: later(work.ringRow),
    coverCode: later(work.coverCode),
    exportCases: later(work.exportCases),
    archiveCases: later(work.archiveCases),
    joinCassettes: later(work.joinCassettes),
    readCassette: later(work.readCassette),
    summarizeCassette: later(work.summarizeCassette),
    maskResult: later(work.maskResult),
    migrate: later(work.migrate),
  }
}

function by<T, A extends unknown[], R>(
  sizeOf: (first: T) => number,
  [small, large]: readonly [
    (first: T, ...args: A) => Promise<R>,
    (first: T, ...args: A) => Promise<R>,
  ],
) {
  return (first: T, ...args: A): Promise<R> =>
    sizeOf(first) > HANDED_OVER ? large(first, ...args) : small(first, ...args)
}

const ofText = (text: string): number => text.length

/** What is small is done in the thread that asks: handing it over would take longer. */
export function inThread(thread: ThreadConnection): Workshop {
  const there =
    <N extends WorkName>(name: N): Promised<N> =>
    (...args) =>
      thread.call({ type: 'work', name, args })
  const here = inThisThread(
    createWork({ run: () => Promise.reject(new Error('Functions run in the runtime’s thread.')) }),
  )
  return {
    parsePayload: by(ofText, [here.parsePayload, there('parsePayload')]),
    formatPayload: by(({ body }) => body.length, [here.formatPayload, there('formatPayload')]),
    ringRow: by(sizeOfRow, [here.ringRow, there('ringRow')]),
    coverCode: by(ofText, [here.coverCode, there('coverCode')]),
    exportCases: by(sizeOfCases, [here.exportCases, there('exportCases')]),
    archiveCases: by(sizeOfCases, [here.archiveCases, there('archiveCases')]),
    joinCassettes: there('joinCassettes'),
    readCassette: by(ofText, [here.readCassette, there('readCassette')]),
    summarizeCassette: by(ofText, [here.summarizeCassette, there('summarizeCassette')]),
    maskResult: by(sizeOfResult, [here.maskResult, there('maskResult')]),
    migrate: there('migrate'),
  }
}
