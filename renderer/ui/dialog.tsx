import { X } from 'lucide-react'
import type { CSSProperties, FormEvent, ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button, IconButton } from './button.tsx'
import './dialog.css'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly width?: number
  readonly role?: 'dialog' | 'alertdialog'
  /** Where nothing else in it closes it. */
  readonly hasCloseButton?: boolean
  readonly children: ReactNode
}

export function Dialog(props: DialogProps) {
  const style = { '--dialog-width': `${props.width ?? 440}px` } as CSSProperties
  return (
    <ModalOverlay
      className="overlay"
      data-wide={(props.width ?? 440) > 900 || undefined}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) {
          props.onClose()
        }
      }}
    >
      <Modal className="dialog-frame" style={style}>
        <AriaDialog className="dialog" role={props.role ?? 'dialog'}>
          <div className="dialog-title">
            <Heading slot="title" level={2}>
              {props.title}
            </Heading>
            {props.hasCloseButton === true && (
              <IconButton label="Close" icon={<X size={15} />} onPress={props.onClose} />
            )}
          </div>
          {props.children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export interface DialogFormProps {
  readonly submitLabel: string
  readonly tone?: 'primary' | 'danger'
  readonly isPending?: boolean
  readonly onSubmit: () => void
  readonly onCancel: () => void
  readonly children: ReactNode
}

/** A dialog's fields with its two buttons; Enter submits. */
export function DialogForm(props: DialogFormProps) {
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <form onSubmit={submit} className="field" style={{ gap: 12 }} noValidate>
      {props.children}
      <div className="dialog-actions">
        <Button onPress={props.onCancel}>Cancel</Button>
        <Button
          type="submit"
          variant={props.tone ?? 'primary'}
          isDisabled={props.isPending ?? false}
        >
          {props.submitLabel}
        </Button>
      </div>
    </form>
  )
}
