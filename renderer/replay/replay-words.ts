import type { Result } from '#preload/contract'
import type { DotTone } from '../ui/state.tsx'

type Replay = Result<'replay.send'>[number]

export interface ReplayWords {
  readonly tone: DotTone
  readonly status: string
  /** What it means, where the status alone does not say. */
  readonly meaning: string | null
}

/** A negative went well when it was refused. */
export function replayWords(replay: Replay): ReplayWords {
  const { response, signing } = replay
  if (response === null) {
    return { tone: 'error', status: 'No answer', meaning: null }
  }
  const { status } = response
  const isAccepted = status < 300
  const isNegative = signing === 'bad' || signing === 'stale'
  if (!isNegative) {
    return { tone: isAccepted ? 'ok' : 'error', status: String(status), meaning: null }
  }
  if (isAccepted) {
    const fault = signing === 'bad' ? 'a wrong signature' : 'an old timestamp'
    return { tone: 'error', status: String(status), meaning: `The receiver took ${fault}` }
  }
  const isRefusal = status >= 400 && status < 500
  return isRefusal
    ? { tone: 'ok', status: String(status), meaning: 'Refused, as it should be' }
    : { tone: 'error', status: String(status), meaning: 'Failed instead of refusing it' }
}

const signings: Record<Replay['signing'], string | null> = {
  unsigned: null,
  kept: 'signature kept',
  fresh: 'signed anew',
  bad: 'bad signature',
  stale: 'stale timestamp',
}

export function signingWords(replay: Replay): string {
  return [replay.edited ? 'edited' : 'as it was', signings[replay.signing]]
    .filter((word) => word !== null)
    .join(', ')
}
