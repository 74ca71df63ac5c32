/** Ticks the steps off from what really happens, and keeps them in the preferences. */
import { useEffect } from 'react'
import type { Result } from '#preload/contract'
import { useEvents, useLastPush, useLastRun } from '../host/queries.ts'
import { onCopied } from '../ui/copy-button.tsx'
import { useLatest } from '../ui/use-latest.ts'
import { joinSteps, stepsDoneBy, type Step } from './steps.ts'

type FirstSteps = Result<'preferences.get'>['firstSteps']

export interface FirstStepsInput {
  readonly source: Result<'sources.get'>
  /** `undefined` until the preferences are there. */
  readonly kept: FirstSteps | undefined
  readonly onChange: (next: FirstSteps) => void
}

export function useFirstSteps(input: FirstStepsInput): readonly Step[] {
  const { source, kept } = input
  const events = useEvents(source.id).data
  const run = useLastRun(source.id).data
  const push = useLastPush(source.id).data
  const latest = useLatest(input)
  const done = joinSteps(
    kept?.done ?? [],
    stepsDoneBy({
      hasEvents: events !== undefined && events.length > 0,
      version: source.version,
      hasRun: run !== undefined && run !== null,
      hasPushed: push?.ok === true,
    }),
  )
  const isKept = kept === undefined || done.every((step) => kept.done.includes(step))
  const list = done.join()

  useEffect(() => {
    const { kept: now, onChange } = latest.current
    if (!isKept && now !== undefined && !now.dismissed) {
      onChange({ ...now, done: joinSteps(now.done, list.split(',') as Step[]) })
    }
  }, [isKept, latest, list])

  useEffect(
    () =>
      onCopied((text) => {
        const { kept: now, source: current, onChange } = latest.current
        if (now !== undefined && text.includes(current.token) && !now.done.includes('copy')) {
          onChange({ ...now, done: joinSteps(now.done, ['copy']) })
        }
      }),
    [latest],
  )
  return done
}
