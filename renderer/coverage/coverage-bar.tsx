import { ChevronDown, CircleDashed, TriangleAlert } from 'lucide-react'
import type { CSSProperties } from 'react'
import { ActionButton } from '../ui/action-button.tsx'
import { Button, WithTooltip } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import './coverage.css'
import { percent, placeName, unknownInputs, unreachedPlaces } from './coverage-words.ts'
import type { CoverageState } from './use-coverage.ts'

export interface CoverageBarProps {
  readonly coverage: CoverageState
  readonly isRunning: boolean
  /** The code was typed at since it was saved. */
  readonly isCodeDirty: boolean
  readonly onRun: () => void
  readonly onNext: () => void
  readonly onJump: (line: number, column: number) => void
}

/** One line below the verdicts of all events: how much of the code they reach, and what not. */
export function CoverageBar(props: CoverageBarProps) {
  const { coverage } = props
  if (!coverage.isOn) {
    return null
  }
  return (
    <section className="coverage-bar" aria-label="Coverage">
      {coverage.error !== null && coverage.report === null ? (
        <>
          <span className="coverage-trouble">
            <TriangleAlert size={13} aria-hidden="true" />
            Coverage could not be read.
          </span>
          <Button size="small" onPress={coverage.retry}>
            Try again
          </Button>
        </>
      ) : (
        <Reached {...props} />
      )}
    </section>
  )
}

function Reached(props: CoverageBarProps) {
  const { coverage, isRunning } = props
  const { report } = coverage
  if (report === null || !coverage.isCurrent) {
    return (
      <>
        <span className="muted">
          {isRunning
            ? 'Coverage: counting…'
            : report === null
              ? 'Coverage: nothing has been counted yet.'
              : `Coverage was counted for version ${report.sourceVersion}; the code has changed since.`}
        </span>
        <span className="grow" />
        {!isRunning && (
          <Button size="small" onPress={props.onRun}>
            Count
          </Button>
        )}
      </>
    )
  }
  const { lines, branches } = report
  const places = unreachedPlaces(report)
  const unknown = unknownInputs(report)
  // A property of ours, which React's types do not know.
  const reached = { '--reached': `${percent(lines)}%` } as CSSProperties
  return (
    <>
      <span className="coverage-meter" aria-hidden="true" style={reached} />
      <span>
        <b>{percent(lines)} %</b> of lines
      </span>
      <span className="muted">
        {branches.reached} of {plural(branches.total, 'branch').replace(/branchs$/, 'branches')}
      </span>
      {unknown.length > 0 && (
        <WithTooltip text={unknown.join(' ')}>
          <Button variant="quiet" size="small" aria-label={unknown.join(' ')}>
            <CircleDashed size={12} aria-hidden="true" />
            {unknown.length} not counted
          </Button>
        </WithTooltip>
      )}
      {props.isCodeDirty && <i className="muted">The code has changed since</i>}
      <span className="grow" />
      {places.length === 0 ? (
        <span className="coverage-all">All reached</span>
      ) : (
        <>
          <Menu
            label="Not reached"
            trigger={
              <Button variant="quiet" size="small">
                {places.length} unreached
                <ChevronDown size={12} aria-hidden="true" />
              </Button>
            }
          >
            {places.map((place) => (
              <MenuItem
                key={`${place.kind} ${place.startLine} ${place.startColumn}`}
                onAction={() => props.onJump(place.startLine, place.startColumn)}
              >
                {placeName(place)}
              </MenuItem>
            ))}
          </Menu>
          <ActionButton action="go.unreached" size="small" onPress={props.onNext} />
        </>
      )}
    </>
  )
}
