import { CircleCheck, CircleSlash, CircleX, CornerDownLeft, TriangleAlert } from 'lucide-react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { formatDuration } from '../ui/format.ts'
import './output.css'
import { optionWords, verdictOf } from './verdict.ts'

const icons = { ok: CircleCheck, invalid: TriangleAlert, error: CircleX, none: CircleSlash }

export interface VerdictBandProps {
  readonly run: Result<'runs.start'>
  readonly profile: Result<'sources.get'>['profile']
  /** Says that the verdict is not about what is on the screen. */
  readonly staleNote: string | null
  /** It is the one of the run before. */
  readonly isRunning: boolean
  readonly onJump: (line: number, column: number) => void
}

export function VerdictBand(props: VerdictBandProps) {
  const { run } = props
  const verdict = verdictOf(run, props.profile)
  const Icon = icons[verdict.tone]
  const { error } = run.result
  const line = error?.line ?? null
  const words = optionWords(run.options)
  const all = [verdict.title, verdict.sentence, ...words, props.staleNote ?? ''].join('  ').trim()
  return (
    <div
      className="verdict verdict-of-run"
      data-tone={verdict.tone}
      data-past={props.isRunning || undefined}
      data-testid="verdict"
    >
      <Icon size={17} aria-hidden="true" />
      <output className="verdict-words" title={all}>
        <strong>{verdict.title}</strong>
        <span className="verdict-sentence">{verdict.sentence}</span>
        {words.map((word) => (
          <span key={word} className="verdict-option">
            {word}
          </span>
        ))}
        {props.staleNote !== null && <span className="verdict-stale">{props.staleNote}</span>}
      </output>
      {line !== null && (
        <Button size="small" onPress={() => props.onJump(line, error?.column ?? 1)}>
          <CornerDownLeft size={12} aria-hidden="true" />
          Line {line}
        </Button>
      )}
      <span className="verdict-time">{formatDuration(run.result.durationMs)}</span>
    </div>
  )
}
