/** Coverage on the bench: turned on with a run of all events, gone through in the code. */
import { useState } from 'react'
import { placeName, summaryOf } from '../coverage/coverage-words.ts'
import type { CoverageState } from '../coverage/use-coverage.ts'
import type { RingState } from '../ring/use-ring.ts'
import { showToast } from '../ui/toast.tsx'

export interface CoverageTools {
  readonly turn: (isOn: boolean) => void
  readonly count: () => void
  readonly goToNext: () => void
  /** For those who hear the window. */
  readonly said: string
}

export interface CoverageParts {
  readonly coverage: CoverageState
  readonly ring: RingState
  readonly saveThen: (rest: () => void) => void
  readonly jump: (line: number, column: number) => void
}

export function useCoverageTools({ coverage, ring, saveThen, jump }: CoverageParts): CoverageTools {
  'use memo'
  const [step, setStep] = useState<{ report: unknown; text: string } | null>(null)
  const { report } = coverage
  const count = (): void => saveThen(() => ring.run(true))
  const summary = report === null || !coverage.isCurrent ? '' : `Coverage: ${summaryOf(report)}`
  return {
    turn(isOn) {
      coverage.turn(isOn)
      if (isOn && !coverage.isCurrent) {
        count()
      }
    },
    count,
    goToNext() {
      const next = coverage.next()
      if (next === null) {
        showToast({ tone: 'info', title: nothingToGoTo(coverage) })
        return
      }
      const { place, index, total } = next
      setStep({ report, text: `${placeName(place)}, ${index + 1} of ${total}` })
      jump(place.startLine, place.startColumn)
    },
    said: step !== null && step.report === report ? step.text : summary,
  }
}

function nothingToGoTo({ isOn, isCurrent }: CoverageState): string {
  if (!isOn) {
    return 'Coverage is off: turn it on above the code.'
  }
  return isCurrent
    ? 'Every line and branch is reached by some event.'
    : 'Coverage has not been counted for this version yet: run all events.'
}
