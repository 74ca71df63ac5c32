import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel, Group, Heading } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { AnswerStatus } from '../ui/answer-status.tsx'
import { decodeText, textOf } from '../ui/files.ts'
import { formatAge, formatBytes, formatDuration } from '../ui/format.ts'
import { useNow } from '../ui/use-now.ts'
import { replayWords, signingWords } from './replay-words.ts'

type Replay = Result<'replay.send'>[number]

/** One request that went out again, and what came back. */
export function ReplayRow(props: { replay: Replay; startsOpen?: boolean }) {
  const { replay } = props
  const now = useNow(10_000)
  const words = replayWords(replay)
  return (
    <Disclosure className="replay-row" defaultExpanded={props.startsOpen ?? false}>
      <Heading level={3}>
        <Button slot="trigger" className="replay-head">
          <ChevronRight size={13} aria-hidden="true" className="disclosure-chevron" />
          <AnswerStatus tone={words.tone}>{words.status}</AnswerStatus>
          <span className="truncate grow mono">
            {replay.method} {replay.url}
          </span>
          <span className="replay-facts">
            {formatDuration(replay.timing.totalMs)} · {formatAge(replay.startedAt, now)}
          </span>
        </Button>
      </Heading>
      <p className="replay-line" data-tone={words.meaning === null ? undefined : words.tone}>
        {words.meaning !== null && <strong>{words.meaning}. </strong>}
        <span className="muted">Sent {signingWords(replay)}.</span>
      </p>
      {replay.error !== null && <p className="replay-line replay-error">{replay.error}</p>}
      <DisclosurePanel className="replay-parts">
        {replay.response !== null && <Response response={replay.response} />}
        <h4>Timing</h4>
        <p className="mono">{timingText(replay.timing)}</p>
        <h4>
          Sent: {replay.sentHeaders.length} headers, {formatBytes(replay.sentBytes)}
        </h4>
        <HeaderLines headers={replay.sentHeaders} label="Sent headers" />
      </DisclosurePanel>
    </Disclosure>
  )
}

function timingText({ connectMs, firstByteMs, totalMs }: Replay['timing']): string {
  const steps: [string, number | null][] = [
    ['connected', connectMs],
    ['first byte', firstByteMs],
    ['complete', totalMs],
  ]
  return steps
    .flatMap(([name, ms]) => (ms === null ? [] : [`${name} after ${formatDuration(ms)}`]))
    .join(' · ')
}

function Response(props: { response: NonNullable<Replay['response']> }) {
  const { response } = props
  const text = decodeText(response.bodyBase64)
  const shown = textOf(response.bodyBase64)
  const isCut = response.size > atob(response.bodyBase64).length
  return (
    <>
      <h4>
        Response: {response.status} {response.statusText}, {formatBytes(response.size)}
      </h4>
      <HeaderLines headers={response.rawHeaders} label="Response headers" />
      {text === null && !isCut ? (
        <p className="muted">The body is not text.</p>
      ) : (
        <Code label="Response body" text={shown === '' ? 'The response has no body.' : shown} />
      )}
      {isCut && <p className="muted">Only the beginning of the body is kept.</p>}
    </>
  )
}

function HeaderLines(props: { headers: readonly (readonly [string, string])[]; label: string }) {
  const text = props.headers.map(([name, value]) => `${name}: ${value}`).join('\n')
  return <Code label={props.label} text={text === '' ? 'none' : text} />
}

function Code(props: { label: string; text: string }) {
  return (
    <Group className="replay-code scroll" aria-label={props.label} tabIndex={0}>
      <pre>{props.text}</pre>
    </Group>
  )
}
