/** What is said when another process captures, whether it was first or came later. */
import type { CaptureStatus } from '../model.ts'

interface Words {
  readonly message: string
  readonly hint: string
}

type Holder = NonNullable<NonNullable<CaptureStatus['takenOver']>['holder']>

/** To one that wants to begin. */
export function capturedAlready({ name, pid, since }: Holder & { readonly since: string }): Words {
  return capturedBy(name, `already (process ${pid}, since ${since})`)
}

/** To one whose place was taken; no holder: by one that has stopped. */
export function capturedInstead(holder: Holder | null): Words {
  return holder === null
    ? {
        message: 'Another Hookbench captured in place of this one, and has stopped.',
        hint: 'Capture again.',
      }
    : capturedBy(holder.name, `in place of this one (process ${holder.pid})`)
}

function capturedBy(name: string, how: string): Words {
  return {
    message: `Webhooks are being captured by ${name} ${how}.`,
    hint: `Use ${name}, or stop capturing there and try again.`,
  }
}
