/** What the observed runs of a source reached: asked for, shown or not, and gone through. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import { readLocal, writeLocal } from '../ui/local-store.ts'
import { marksOf } from './coverage-marks.ts'
import { unreachedPlaces, type CodePlace, type CoverageReport } from './coverage-words.ts'

export interface CoverageState {
  /** Runs are observed, and what they reached is shown. */
  readonly isOn: boolean
  readonly turn: (isOn: boolean) => void
  readonly report: CoverageReport | null
  /** The report is of the saved code. */
  readonly isCurrent: boolean
  readonly error: unknown
  readonly retry: () => void
  /** For the editor; none unless they are of the saved code. */
  readonly marks: ReturnType<typeof marksOf> | null
  /** Goes round what is not reached, in the order of the code; `null` when there is nothing. */
  readonly next: () => { place: CodePlace; index: number; total: number } | null
}

export function useCoverage(source: Pick<Result<'sources.get'>, 'id' | 'version'>): CoverageState {
  'use memo'
  const { api, on } = useConnector()
  const client = useQueryClient()
  const { id: sourceId, version } = source
  const [isOn, setOn] = useState(() => readLocal('coverage') === true)
  const queryKey = queryKeys.coverage(sourceId)
  // What is asked by is another object at each drawing.
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => api['coverage.get']({ sourceId }),
    enabled: isOn,
  })
  useEffect(
    () =>
      on('coverage.changed', (event) => {
        void client.invalidateQueries({ queryKey: queryKeys.coverage(event.sourceId) })
        void client.invalidateQueries({ queryKey: queryKeys.fields(event.sourceId) })
      }),
    [on, client],
  )
  const report = isOn ? (data ?? null) : null
  const isCurrent = report !== null && report.sourceVersion === version
  const marks = useMemo(
    () => (report === null || !isCurrent ? null : marksOf(report)),
    [report, isCurrent],
  )
  /** In one report only: another one is gone through from its start. */
  const at = useRef<{ report: CoverageReport | null; index: number }>({ report: null, index: -1 })
  return {
    isOn,
    turn(next) {
      writeLocal('coverage', next)
      setOn(next)
    },
    report,
    isCurrent,
    error,
    retry: () => void refetch(),
    marks,
    next() {
      const places = report === null || !isCurrent ? [] : unreachedPlaces(report)
      const before = at.current.report === report ? at.current.index : -1
      const index = places.length === 0 ? -1 : (before + 1) % places.length
      at.current = { report, index }
      const place = places[index]
      return place === undefined ? null : { place, index, total: places.length }
    },
  }
}
