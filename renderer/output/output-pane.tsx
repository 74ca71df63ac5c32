import { CircleX } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Result } from '#preload/contract'
import type { AppError } from '#preload/errors'
import { shortcutText } from '../ui/shortcut.tsx'
import { EmptyState, Progress } from '../ui/state.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { ErrorCard } from './error-card.tsx'
import { LogList } from './log-list.tsx'
import './output.css'
import { VerdictBand } from './verdict-band.tsx'
import { WarningList } from './warning-list.tsx'

type View = 'output' | 'logs' | 'stack' | 'request'

export interface OutputPaneProps {
  readonly run: Result<'runs.start'> | null
  readonly profile: Result<'sources.get'>['profile']
  readonly isRunning: boolean
  readonly startError: AppError | null
  readonly staleNote: string | null
  /** The output as JSON; composed by the app because it is an editor. */
  readonly jsonView: ReactNode
  readonly rawRequest: ReactNode
  readonly onJump: (line: number, column?: number) => void
  readonly onRevealOutput: (pointer: string) => void
}

export function OutputPane(props: OutputPaneProps) {
  const { run, startError } = props
  const runId = run?.id
  const [chosen, setChosen] = useState<{ runId: string | undefined; view: View }>({
    runId,
    view: 'output',
  })
  // A new run shows its output; only who reads the logs goes on reading the logs.
  const view = chosen.runId === runId || chosen.view === 'logs' ? chosen.view : 'output'
  const hasStack = (run?.result.error?.stack ?? '') !== ''
  return (
    <section className="pane" aria-label="Output" aria-busy={props.isRunning}>
      {props.isRunning && <Progress label="Running the function" />}
      {startError !== null ? (
        <div className="verdict" data-tone="error" data-testid="verdict">
          <CircleX size={17} aria-hidden="true" />
          <div className="verdict-words" role="alert">
            <strong>Not run</strong>
            <span>
              {startError.message} {startError.hint}
            </span>
          </div>
        </div>
      ) : (
        run !== null && (
          <VerdictBand
            run={run}
            profile={props.profile}
            staleNote={props.staleNote}
            onJump={props.onJump}
          />
        )
      )}
      <Tabs<View>
        label="Result of the run"
        selected={view}
        onSelect={(next) => setChosen({ runId, view: next })}
        items={[
          {
            id: 'output',
            label: 'Output',
            content: (
              <div className="pane">
                {outputContent(props)}
                <WarningList
                  warnings={run?.result.warnings ?? []}
                  onReveal={props.onRevealOutput}
                />
              </div>
            ),
          },
          {
            id: 'logs',
            label: 'Logs',
            badge: <Count value={run?.result.logs.length ?? 0} />,
            content: <LogList logs={run?.result.logs ?? []} onJump={props.onJump} />,
          },
          {
            id: 'stack',
            label: 'Stack Trace',
            content: hasStack ? (
              // A scrolling region must be reachable by keyboard.
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
              <pre className="stack scroll" tabIndex={0} aria-label="Stack trace">
                {run?.result.error?.stack}
              </pre>
            ) : (
              <EmptyState title="No stack trace">
                When the function throws, the frames of your own file are listed here.
              </EmptyState>
            ),
          },
          { id: 'request', label: 'Raw Request', content: props.rawRequest },
        ]}
      />
    </section>
  )
}

function outputContent(props: OutputPaneProps): ReactNode {
  if (props.run === null) {
    return (
      <EmptyState title="Nothing has run yet">
        Choose a payload above, then Save and Test ({shortcutText('Enter')}). What the function
        emits appears here.
      </EmptyState>
    )
  }
  const { error, output } = props.run.result
  if (error !== null) {
    return <ErrorCard error={error} onJump={props.onJump} />
  }
  if (output === null) {
    return (
      <EmptyState title="No output">
        A run that fails sends nothing: what was emitted before the failure is dropped too.
      </EmptyState>
    )
  }
  return props.jsonView
}

function Count(props: { value: number }) {
  return props.value === 0 ? null : <span className="tab-count">{props.value}</span>
}
