import { CircleX } from 'lucide-react'
import { useRef, useState, type ReactNode, type RefObject } from 'react'
import type { Result } from '#preload/contract'
import type { AppError } from '#preload/errors'
import { countsOf } from '#preload/model/packed-output'
import { actionHint } from '../ui/action-button.tsx'
import { readLocal, writeLocal } from '../ui/local-store.ts'
import { RunMeasures } from '../ui/run-measures.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { EmptyState, Progress } from '../ui/state.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { useIsLow } from '../ui/use-is-low.ts'
import { ErrorCard } from './error-card.tsx'
import { LogList } from './log-list.tsx'
import './output.css'
import './output-low.css'
import { CallList } from './call-list.tsx'
import { LargeOutput } from './large-output.tsx'
import { NoticeList } from './notice-list.tsx'
import { OutputTree, type OutputTreeProps } from './output-tree.tsx'
import { StackTrace } from './stack-trace.tsx'
import { VerdictBand } from './verdict-band.tsx'
import { verdictOf } from './verdict.ts'
import { WarningList } from './warning-list.tsx'

type View = 'output' | 'logs' | 'calls' | 'stack' | 'request'
type Form = 'json' | 'tree'

/** In less, all that stands around the output takes a line at most. */
const LOW = 230

export interface OutputPaneProps {
  readonly run: Result<'runs.start'> | null
  /** What is shown of its output. */
  readonly output: OutputTreeProps['output'] | null
  readonly profile: Result<'sources.get'>['profile']
  readonly isRunning: boolean
  readonly startError: AppError | null
  readonly staleNote: string | null
  /** The output as JSON; composed by the app because it is an editor. */
  readonly jsonView: ReactNode
  readonly rawRequest: ReactNode
  readonly hints: readonly string[]
  readonly onJump: (line: number, column?: number) => void
  readonly onRevealOutput: (pointer: string) => void
}

export function OutputPane(props: OutputPaneProps) {
  'use memo'
  const { run, startError } = props
  const runId = run?.id
  const [chosen, setChosen] = useState<{ runId: string | undefined; view: View }>({
    runId,
    view: 'output',
  })
  // A new run shows its output; only who reads the logs goes on reading the logs.
  const view = chosen.runId === runId || chosen.view === 'logs' ? chosen.view : 'output'
  const [form, setForm] = useState<Form>(() =>
    readLocal('output-form') === 'tree' ? 'tree' : 'json',
  )
  const showAs = (next: Form): void => {
    writeLocal('output-form', next)
    setForm(next)
  }
  // By these alone the bar of the tabs is drawn anew, not by each run.
  const hasOutput = props.output !== null
  const logs = run?.result.logs.length ?? 0
  const calls = run?.result.calls.length ?? 0
  const pane = useRef<HTMLElement>(null)
  const isLow = useIsLow(pane, LOW)
  const jsonView = useRef<HTMLDivElement>(null)
  return (
    <section
      ref={pane}
      className="pane output-pane"
      aria-label="Output"
      aria-busy={props.isRunning}
      data-low={isLow || undefined}
    >
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
            isRunning={props.isRunning}
            onJump={props.onJump}
          />
        )
      )}
      <NoticeList key={runId} notices={run?.result.notices ?? []} isLow={isLow} />
      <Tabs<View>
        label="Result of the run"
        selected={view}
        onSelect={(next) => setChosen({ runId, view: next })}
        actions={
          view === 'output' &&
          hasOutput && (
            <Segmented<Form>
              label="Output as"
              value={form}
              onChange={showAs}
              options={[
                { value: 'json', label: 'JSON' },
                { value: 'tree', label: 'Tree' },
              ]}
            />
          )
        }
        items={[
          {
            id: 'output',
            label: 'Output',
            content: (
              <div className="pane output-content">
                {outputContent(props, form, jsonView)}
                <WarningList
                  warnings={run?.result.warnings ?? []}
                  isLow={isLow}
                  onReveal={(pointer) => {
                    showAs('json')
                    props.onRevealOutput(pointer)
                    // In a low pane it may be scrolled away.
                    jsonView.current?.scrollIntoView({ block: 'nearest' })
                  }}
                />
              </div>
            ),
          },
          {
            id: 'logs',
            label: 'Logs',
            badge: <Count value={logs} />,
            content: <LogList logs={run?.result.logs ?? []} onJump={props.onJump} />,
          },
          {
            id: 'calls',
            label: 'Calls',
            badge: <Count value={calls} />,
            content: <CallList key={runId} calls={run?.result.calls ?? []} />,
          },
          {
            id: 'stack',
            label: 'Stack Trace',
            content: <StackTrace stack={run?.result.error?.stack ?? ''} onJump={props.onJump} />,
          },
          {
            id: 'request',
            label: 'Raw Request',
            // Made when it is looked at: a body of 2 MB is dear to decode and to lay out.
            content: view === 'request' && props.rawRequest,
          },
        ]}
      />
      {run !== null && startError === null && !isLow && <RunMeasures measured={run.result} />}
    </section>
  )
}

function outputContent(
  props: OutputPaneProps,
  form: Form,
  jsonView: RefObject<HTMLDivElement | null>,
): ReactNode {
  if (props.run === null) {
    return (
      <EmptyState title="Nothing has run yet">
        Choose a payload above, then {actionHint('run.test')}. What the function emits appears here.
      </EmptyState>
    )
  }
  const { error } = props.run.result
  if (error !== null) {
    const { title } = verdictOf(props.run, props.profile)
    return <ErrorCard label={title} error={error} hints={props.hints} onJump={props.onJump} />
  }
  const { output } = props
  if (output === null) {
    return (
      <EmptyState title="No output">
        A run that fails sends nothing: what was emitted before the failure is dropped too.
      </EmptyState>
    )
  }
  return (
    <>
      <LargeOutput run={props.run} shown={output} />
      {/* Kept: an editor that is made anew at each switch would lose its place. */}
      <div ref={jsonView} className="output-form" hidden={form !== 'json'}>
        {props.jsonView}
      </div>
      {form === 'tree' && (
        <OutputTree
          key={props.run.id}
          output={output}
          counts={countsOf(props.run.result.output ?? output)}
          warnings={props.run.result.warnings}
        />
      )}
    </>
  )
}

function Count(props: { value: number }) {
  return props.value === 0 ? null : <span className="tab-count">{props.value}</span>
}
