import { ToggleButton } from 'react-aria-components'
import { WithTooltip } from '../ui/button.tsx'
import './coverage.css'
import { percent } from './coverage-words.ts'
import type { CoverageState } from './use-coverage.ts'

export interface CoverageToggleProps {
  readonly coverage: CoverageState
  readonly onTurn: (isOn: boolean) => void
}

/** Above the code: turns the marks on and off and says how much is reached. */
export function CoverageToggle({ coverage, onTurn }: CoverageToggleProps) {
  const { report, isCurrent, isOn } = coverage
  const amount = report !== null && isCurrent ? `${percent(report.lines)} %` : null
  return (
    <WithTooltip
      text={
        isOn
          ? 'Hide which code the captured events reach'
          : 'Run all events and show which code they reach'
      }
    >
      <ToggleButton className="coverage-toggle" isSelected={isOn} onChange={onTurn}>
        <span className="coverage-glyph" aria-hidden="true" />
        Coverage
        {amount !== null && <b>{amount}</b>}
      </ToggleButton>
    </WithTooltip>
  )
}
