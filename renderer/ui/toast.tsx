/** The messages that are shown. What fails again and again is one message with a count. */
import { X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import {
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { Button, IconButton } from './button.tsx'
import './toast.css'

export interface ToastMessage {
  readonly tone: 'info' | 'error'
  readonly title: string
  readonly hint?: string | undefined
  readonly action?: {
    readonly label: string
    readonly run: () => void
    /** What it is done to, where the words do not tell: another offer is not the same message. */
    readonly about?: string
  }
}

/** A message and how often it came. */
interface ShownToast {
  /** As it came last: that is what its action is about. */
  readonly latest: () => ToastMessage
  readonly count: () => number
  readonly subscribe: (listener: () => void) => () => void
}

interface OpenToast extends ShownToast {
  readonly again: (message: ToastMessage) => void
}

/** Errors stay until they are dismissed: a failure must not pass unseen. */
const INFO_SHOWN_MS = 6_000
/** To read it, to see that it was a slip, and to get there. */
const OFFER_SHOWN_MS = 15_000

export const toastQueue = new ToastQueue<ShownToast>({ maxVisibleToasts: 4 })

const open = new Map<string, { readonly toast: OpenToast; readonly close: () => void }>()

function createToast(first: ToastMessage): OpenToast {
  const listeners = new Set<() => void>()
  let latest = first
  let count = 1
  return {
    latest: () => latest,
    count: () => count,
    again(message) {
      latest = message
      count += 1
      for (const listener of listeners) {
        listener()
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function wordsOf({ tone, title, hint, action }: ToastMessage): string {
  return JSON.stringify([tone, title, hint, action?.label, action?.about])
}

/** Returns its off. */
export function showToast(message: ToastMessage): () => void {
  const words = wordsOf(message)
  const same = open.get(words)
  if (same !== undefined && message.tone === 'error') {
    same.toast.again(message)
    return same.close
  }
  // News of the same is one message, which begins its time anew.
  same?.close()
  const toast = createToast(message)
  const key = toastQueue.add(toast, {
    ...(message.tone === 'error'
      ? {}
      : { timeout: message.action === undefined ? INFO_SHOWN_MS : OFFER_SHOWN_MS }),
    onClose() {
      if (open.get(words)?.toast === toast) {
        open.delete(words)
      }
    },
  })
  const close = (): void => toastQueue.close(key)
  open.set(words, { toast, close })
  return close
}

/**
 * How often the last message went. The region of react-aria 3.53 keeps which message had the focus
 * when that one is closed by its own button, and gives the focus to the next that takes its place,
 * away from where the user works by then. A new region remembers nothing.
 */
let emptied = 0
toastQueue.subscribe(() => {
  if (toastQueue.visibleToasts.length === 0) {
    emptied += 1
  }
})
const subscribe = (listener: () => void) => toastQueue.subscribe(listener)

export function Toasts() {
  const region = useSyncExternalStore(subscribe, () => emptied)
  return (
    <ToastRegion key={region} queue={toastQueue} className="toasts" aria-label="Messages">
      {({ toast }) => {
        const { tone, action } = toast.content.latest()
        return (
          <AriaToast toast={toast} className="toast" data-tone={tone}>
            <Words shown={toast.content} />
            {action !== undefined && (
              <Button
                size="small"
                onPress={() => {
                  toast.content.latest().action?.run()
                  toastQueue.close(toast.key)
                }}
              >
                {action.label}
              </Button>
            )}
            <IconButton
              label="Dismiss"
              size="small"
              icon={<X size={14} />}
              onPress={() => toastQueue.close(toast.key)}
            />
          </AriaToast>
        )
      }}
    </ToastRegion>
  )
}

function Words({ shown }: { shown: ShownToast }) {
  const count = useSyncExternalStore(shown.subscribe, shown.count)
  const { title, hint } = shown.latest()
  return (
    <ToastContent className="toast-body">
      <Text slot="title">{title}</Text>
      {hint !== undefined && (
        <>
          {' '}
          <Text slot="description">{hint}</Text>
        </>
      )}
      {count > 1 && (
        <>
          {' '}
          <span className="toast-count">
            <span aria-hidden="true">×{count}</span>
            <span className="visually-hidden">Came {count} times.</span>
          </span>
        </>
      )}
    </ToastContent>
  )
}
