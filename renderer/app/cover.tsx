import type { ReactNode } from 'react'
import { Heading, Dialog as AriaDialog, Modal, ModalOverlay } from 'react-aria-components'
import './app.css'

export interface CoverProps {
  readonly title: string
  readonly children: ReactNode
  readonly actions: ReactNode
}

/** Over the whole window while nothing behind it can be done; it cannot be sent away. */
export function Cover(props: CoverProps) {
  return (
    <ModalOverlay
      className="connection-cover"
      isOpen
      isDismissable={false}
      isKeyboardDismissDisabled
    >
      <Modal className="connection-card">
        <AriaDialog className="cover-dialog" role="alertdialog">
          <Heading slot="title" level={2}>
            {props.title}
          </Heading>
          {props.children}
          <div className="dialog-actions">{props.actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
