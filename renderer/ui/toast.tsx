import { X } from 'lucide-react'
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
  readonly action?: { readonly label: string; readonly run: () => void }
}

/** Errors stay until they are dismissed: a failure must not pass unseen. */
const INFO_SHOWN_MS = 6_000
/** To read it, to see that it was a slip, and to get there. */
const OFFER_SHOWN_MS = 15_000

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 4 })

/** Returns its off. */
export function showToast(message: ToastMessage, onClose?: () => void): () => void {
  const key = queue.add(message, {
    ...(message.tone === 'error'
      ? {}
      : { timeout: message.action === undefined ? INFO_SHOWN_MS : OFFER_SHOWN_MS }),
    ...(onClose === undefined ? {} : { onClose }),
  })
  return () => queue.close(key)
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} className="toasts" aria-label="Messages">
      {({ toast }) => (
        <AriaToast toast={toast} className="toast" data-tone={toast.content.tone}>
          <ToastContent className="toast-body">
            <Text slot="title">{toast.content.title}</Text>
            {toast.content.hint !== undefined && (
              <>
                {' '}
                <Text slot="description">{toast.content.hint}</Text>
              </>
            )}
          </ToastContent>
          {toast.content.action !== undefined && (
            <Button
              size="small"
              onPress={() => {
                toast.content.action?.run()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <IconButton
            label="Dismiss"
            size="small"
            icon={<X size={14} />}
            onPress={() => queue.close(toast.key)}
          />
        </AriaToast>
      )}
    </ToastRegion>
  )
}
