/** What the band above the output says of a run. */
import type { Result } from '#preload/contract'
import { errorLine } from '#preload/model/error-words'
import { countsOf } from '#preload/model/packed-output'
import { plural } from '../ui/format.ts'

type Run = Result<'runs.start'>
type Profile = Result<'sources.get'>['profile']

export interface Verdict {
  readonly tone: 'ok' | 'invalid' | 'error' | 'none'
  readonly title: string
  readonly sentence: string
}

const WALL_TIME: Record<Profile, string> = { '2019': '1 second', current: '5 seconds' }

function emitted(run: Run): string {
  const { output } = run.result
  const { events, objects } = output === null ? { events: 0, objects: 0 } : countsOf(output)
  if (events + objects === 0) {
    return 'The function emitted nothing.'
  }
  const parts = [
    ...(events > 0 ? [plural(events, 'event')] : []),
    ...(objects > 0 ? [plural(objects, 'object')] : []),
  ]
  return parts.join(', ')
}

function stopped(status: 'timeout' | 'out-of-memory' | 'crashed', profile: Profile): Verdict {
  const words = {
    timeout: {
      title: 'Timed out',
      sentence: `Stopped after ${WALL_TIME[profile]}. Look for an endless loop or a promise that never settles.`,
    },
    'out-of-memory': {
      title: 'Out of memory',
      sentence:
        'Stopped for using too much memory. Look for a list or a text that grows without end.',
    },
    crashed: {
      title: 'Crashed',
      sentence:
        'The process that runs functions ended during this run. The next run gets a new one.',
    },
  }
  return { tone: 'error', ...words[status] }
}

/** No place and no stack: an error of that name which the function threw has both. */
function isCancelled({ result: { error } }: Run): boolean {
  return error?.name === 'Cancelled' && error.line === null && error.stack === ''
}

/** What was special about the run, in words. */
export function optionWords({ asDeployed, deterministic, network }: Run['options']): string[] {
  return [
    ...(asDeployed ? ['as deployed'] : []),
    ...(deterministic === null ? [] : ['frozen clock']),
    ...(network === 'live' ? [] : [network === 'record' ? 'calls recorded' : 'calls replayed']),
  ]
}

export function verdictOf(run: Run, profile: Profile): Verdict {
  const { status, error, warnings } = run.result
  if (status === 'ok') {
    return { tone: 'ok', title: '200: OK', sentence: emitted(run) }
  }
  if (status === 'invalid') {
    return {
      tone: 'invalid',
      title: '202: Function output failed validation',
      sentence: `${emitted(run)} with ${plural(warnings.length, 'warning')}`,
    }
  }
  if (status === 'error') {
    if (isCancelled(run)) {
      return { tone: 'none', title: 'Cancelled', sentence: 'The run was stopped before its end.' }
    }
    return {
      tone: 'error',
      title: error?.class ?? 'Bad Request',
      sentence: error === null ? 'The function failed.' : errorLine(error),
    }
  }
  return stopped(status, profile)
}
