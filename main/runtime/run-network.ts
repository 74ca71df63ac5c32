/** How a run may use the network, and what becomes of its calls. */
import { storeFailure } from '#main/store/store-failure'
import { toWire } from '#preload/errors'
import type { NetworkPolicy } from '#preload/model/network'
import type { CallCollector } from './call-collector.ts'
import { CASSETTE_FILE, parseCassette, type Cassette } from './cassettes/cassette.ts'
import { hiddenTexts, placeholderPairs, toBinaryText, type Pair } from './cassettes/placeholders.ts'
import { record, type Recording } from './cassettes/record.ts'
import { toReplay } from './cassettes/replay.ts'
import { usableSecrets } from './mask.ts'
import type { JobNetwork } from './protocol.ts'
import type { RunRequest } from './runtime.ts'

export interface RunNetwork {
  readonly policy?: NetworkPolicy
  /** Given the calls of the run before it settles, whatever its status. */
  readonly record?: (recording: Recording) => void | Promise<void>
  /** Answers calls from here, or from the text of its file; nothing goes out. */
  readonly replay?: Cassette | string
  /** Texts of settings that a recording must not hold, by default those of secrets. */
  readonly hides?: (text: string) => boolean
}

type About = Pick<RunRequest, 'settings' | 'secrets' | 'network'>

function hiderOf({ secrets, network }: About): (text: string) => boolean {
  const hidden = new Set(usableSecrets(secrets))
  return network?.hides ?? ((text) => hidden.has(text))
}

function hiddenPairs(about: About): Pair[] {
  return placeholderPairs(about.settings, hiderOf(about))
}

/** Whichever setting was hidden when the cassette was recorded. */
function allPairs({ settings }: About): Pair[] {
  return placeholderPairs(settings, (text) => text !== '')
}

function cassetteOf(replay: Cassette | string): Cassette {
  return typeof replay === 'string' ? parseCassette(replay, CASSETTE_FILE) : replay
}

export function toJobNetwork(about: About, ownPorts: readonly number[]): JobNetwork {
  const { policy = 'allow', record: recorded, replay } = about.network ?? {}
  const pairs =
    replay !== undefined ? allPairs(about) : recorded === undefined ? [] : hiddenPairs(about)
  return {
    policy,
    ownPorts,
    record: recorded !== undefined,
    replay: replay === undefined ? null : toReplay(cassetteOf(replay), about.settings),
    placeholders: pairs.map(([text, placeholder]) => [toBinaryText(text), placeholder]),
  }
}

export function notRecorded(error: unknown): string {
  return `The calls of this run were not recorded. ${toWire(storeFailure(error)).message}`
}

/** Answers what the recording does not hold, in sentences. */
export async function takeRecording(
  about: About,
  calls: CallCollector,
): Promise<readonly string[]> {
  if (about.network?.record === undefined) {
    return []
  }
  // The function has run and its calls went out: no failure here takes the result of that.
  try {
    const secrets = [...about.secrets, ...hiddenTexts(about.settings, hiderOf(about))]
    const recording = record(calls.wire, calls.dropped, hiddenPairs(about), secrets)
    await about.network.record(recording)
    return recording.missing
  } catch (error) {
    return [notRecorded(error)]
  }
}
