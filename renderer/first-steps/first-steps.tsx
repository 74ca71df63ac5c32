import { Check, PartyPopper, Send, X } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import { actionOf, type ActionId } from '#preload/actions'
import { Button, IconButton, WithTooltip } from '../ui/button.tsx'
import './first-steps.css'
import { STEPS, type Step, type StepWords } from './steps.ts'

export interface FirstStepsProps {
  readonly done: readonly Step[]
  readonly onAction: (action: ActionId) => void
  readonly onDismiss: () => void
}

/** A short path through the main job, until it has been walked or sent away. */
export function FirstSteps(props: FirstStepsProps) {
  const { done } = props
  const next = STEPS.find(({ id }) => !done.includes(id))
  return (
    <section className="first-steps" aria-label="First steps">
      <ol className="first-steps-list">
        {STEPS.map((step, index) => (
          <li key={step.id}>
            <StepButton
              step={step}
              number={index + 1}
              isDone={done.includes(step.id)}
              isNext={step === next}
              onPress={() => props.onAction(step.action)}
            />
          </li>
        ))}
      </ol>
      <span className="grow" />
      {next === undefined ? (
        <span className="first-steps-end">
          <PartyPopper size={14} aria-hidden="true" />
          That was the whole job.
        </span>
      ) : (
        <Button size="small" onPress={() => props.onAction('capture.sendSample')}>
          <Send size={12} aria-hidden="true" />
          {actionOf('capture.sendSample').title}
        </Button>
      )}
      <IconButton
        label="Hide the first steps"
        hint="Hide for good; the Help menu and the palette bring them back"
        size="small"
        icon={<X size={13} />}
        onPress={props.onDismiss}
      />
      <output className="visually-hidden">{progressOf(done, next)}</output>
    </section>
  )
}

/** Read out when it changes. */
function progressOf(done: readonly Step[], next: StepWords | undefined): string {
  const count = `${done.length} of ${STEPS.length} first steps done`
  return done.length === 0 ? '' : next === undefined ? count : `${count}, next: ${next.title}`
}

interface StepButtonProps {
  readonly step: StepWords
  readonly number: number
  readonly isDone: boolean
  readonly isNext: boolean
  readonly onPress: () => void
}

function StepButton(props: StepButtonProps) {
  const { step, isDone } = props
  return (
    <WithTooltip text={step.hint}>
      <AriaButton
        className="first-step"
        data-state={isDone ? 'done' : props.isNext ? 'next' : 'later'}
        aria-current={props.isNext ? 'step' : undefined}
        onPress={props.onPress}
      >
        <span className="first-step-mark" aria-hidden="true">
          {isDone ? <Check size={11} strokeWidth={3} /> : props.number}
        </span>
        {step.title}
        {isDone && <span className="visually-hidden">, done</span>}
      </AriaButton>
    </WithTooltip>
  )
}
