import { useEffect, useRef } from 'react'
import type { ActionId } from '#preload/actions'
import type { Result } from '#preload/contract'
import { FirstSteps } from '../first-steps/first-steps.tsx'
import { useFirstSteps } from '../first-steps/use-first-steps.ts'
import { showToast } from '../ui/toast.tsx'
import { handlerOf, runAction, useActions } from './actions/action-registry.ts'
import { useAppliedPreferences } from './use-preferences.ts'

export interface FirstStepsAreaProps {
  readonly source: Result<'sources.get'>
  /** An address of the source is there to be copied. */
  readonly hasUrl: boolean
}

export function FirstStepsArea(props: FirstStepsAreaProps) {
  const { source, hasUrl } = props
  const { preferences, change } = useAppliedPreferences()
  const kept = preferences?.firstSteps
  const done = useFirstSteps({
    source,
    kept,
    onChange: (firstSteps) => change({ firstSteps }),
  })
  const isWaitingForUrl = useRef(false)
  const show = (): void => change({ firstSteps: { done: kept?.done ?? [], dismissed: false } })
  useActions({ 'help.firstSteps': kept?.dismissed === true ? show : null })

  useEffect(() => {
    if (hasUrl && isWaitingForUrl.current) {
      isWaitingForUrl.current = false
      runAction('capture.copyUrl')
    }
  }, [hasUrl])

  if (kept === undefined || kept.dismissed) {
    return null
  }
  return (
    <FirstSteps
      done={done}
      onAction={(id: ActionId) => {
        if (id === 'capture.copyUrl' && handlerOf(id) === null) {
          // There is no address before the listener runs: it is copied once there is one.
          isWaitingForUrl.current = true
          runAction('capture.open')
          return
        }
        runAction(id)
      }}
      onDismiss={() => {
        change({ firstSteps: { done: [...done], dismissed: true } })
        showToast({
          tone: 'info',
          title: 'The first steps are hidden.',
          action: {
            label: 'Undo',
            run: () => change({ firstSteps: { done: [...done], dismissed: false } }),
          },
        })
      }}
    />
  )
}
