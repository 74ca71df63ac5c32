import { Send } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { countsOf } from '#preload/model/packed-output'
import { runAction, useActions } from '../app/actions/action-registry.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Progress } from '../ui/state.tsx'
import { PushResult } from './push-result.tsx'
import './push.css'
import { draftOf, errorsOf, isSameDraft, toParams, type TargetDraft } from './target-draft.ts'
import { TargetForm } from './target-form.tsx'
import { usePush } from './use-push.ts'

export interface PushPanelProps {
  readonly source: Result<'sources.get'>
  readonly run: Result<'runs.last'>
}

/** Why there is nothing to push; `null` when there is. */
function blockedBy(props: PushPanelProps, isDirty: boolean, hasErrors: boolean): string | null {
  if (hasErrors) {
    return 'Complete the target first.'
  }
  if (isDirty || props.source.target === null) {
    return 'Save the target first.'
  }
  if (props.run === null) {
    return 'Nothing to push yet: run Save and Test first.'
  }
  const { output } = props.run.result
  if (output === null) {
    return 'The last run failed, so it has no output to push.'
  }
  const { events, objects } = countsOf(output)
  if (events + objects === 0) {
    return 'The last run emitted nothing, so there is nothing to push.'
  }
  return null
}

export function PushPanel(props: PushPanelProps) {
  const { source, run } = props
  const push = usePush(source.id)
  const saved = draftOf(source.target)
  const [edited, setEdited] = useState<TargetDraft | null>(null)
  const [round, setRound] = useState(0)
  const draft = edited ?? saved
  const errors = errorsOf(draft)
  const hasErrors = Object.keys(errors).length > 0
  const isDirty = source.target === null || !isSameDraft(draft, saved)
  const reason = blockedBy(props, isDirty, hasErrors)
  const save = (): void => {
    if (!hasErrors && !push.isSaving) {
      push.saveTarget(toParams(draft), () => {
        setEdited(null)
        setRound((now) => now + 1)
      })
    }
  }
  useActions({
    'push.start':
      reason !== null || push.isPushing || run === null
        ? null
        : () => {
            // The answers are shown there.
            runAction('go.push')
            push.push()
          },
  })
  return (
    <div className="push-panel scroll">
      <TargetForm
        draft={draft}
        hasStoredKey={saved.writeKey === null}
        round={round}
        errors={errors}
        isDirty={isDirty}
        onChange={setEdited}
        onSave={save}
        pushButton={
          <ActionButton
            action="push.start"
            variant="primary"
            icon={<Send size={13} aria-hidden="true" />}
            words={push.isPushing ? 'Pushing…' : undefined}
            isDisabled={reason !== null || push.isPushing}
            onPress={push.push}
          />
        }
      />
      {reason !== null && <p className="push-reason">{reason}</p>}
      {push.isPushing && <Progress label="Pushing the output" />}
      {push.last !== null && <PushResult push={push.last} />}
    </div>
  )
}
