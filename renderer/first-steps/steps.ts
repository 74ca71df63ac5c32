/** The way from an address to a pushed event, in five steps. */
import { actionOf, type ActionId } from '#preload/actions'
import type { Result } from '#preload/contract'

export type Step = Result<'preferences.get'>['firstSteps']['done'][number]

export interface StepWords {
  readonly id: Step
  readonly title: string
  /** What to do, for who stops at it. */
  readonly hint: string
  /** What a press does. */
  readonly action: ActionId
}

export const STEPS: readonly StepWords[] = [
  {
    id: 'copy',
    title: 'Copy the URL',
    hint: 'Copy the webhook URL and paste it into your upstream tool.',
    action: 'capture.copyUrl',
  },
  {
    id: 'capture',
    title: 'Capture',
    hint: 'Open the window and let a webhook come in, or send a sample.',
    action: 'capture.open',
  },
  {
    id: 'write',
    title: 'Write',
    hint: 'Change the function to your needs and save it.',
    action: 'go.code',
  },
  {
    id: 'run',
    title: 'Run',
    hint: `${actionOf('run.test').title} runs the function on the chosen event.`,
    action: 'run.test',
  },
  {
    id: 'push',
    title: 'Push',
    hint: 'Name a target in the Push tab and push the output.',
    action: 'go.push',
  },
]

export interface Facts {
  readonly hasEvents: boolean
  /** Saves of the code, from 1. */
  readonly version: number
  readonly hasRun: boolean
  readonly hasPushed: boolean
}

/** What the source itself shows to have been done, whenever that was. */
export function stepsDoneBy(facts: Facts): Step[] {
  return [
    ...(facts.hasEvents ? (['capture'] as const) : []),
    ...(facts.version > 1 ? (['write'] as const) : []),
    ...(facts.hasRun ? (['run'] as const) : []),
    ...(facts.hasPushed ? (['push'] as const) : []),
  ]
}

/** In the order of the steps, each once. */
export function joinSteps(a: readonly Step[], b: readonly Step[]): Step[] {
  return STEPS.map(({ id }) => id).filter((id) => a.includes(id) || b.includes(id))
}
