import { useRef, type ReactNode } from 'react'
import { Menu as AriaMenu, Popover } from 'react-aria-components'
import './menu.css'

export interface MenuPlace {
  readonly x: number
  readonly y: number
}

export interface ContextMenuProps {
  readonly label: string
  /** Where it was asked for; `null` while it is closed. */
  readonly place: MenuPlace | null
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A menu at a point instead of at a button. */
export function ContextMenu(props: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  const { place } = props
  return (
    <>
      <span
        ref={anchor}
        className="context-anchor"
        aria-hidden="true"
        style={{ left: place?.x ?? 0, top: place?.y ?? 0 }}
      />
      <Popover
        className="popover"
        aria-label={props.label}
        triggerRef={anchor}
        placement="bottom start"
        isOpen={place !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) {
            props.onClose()
          }
        }}
      >
        <AriaMenu
          className="menu"
          aria-label={props.label}
          // A menu that opens takes the keys.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus="first"
          onClose={props.onClose}
        >
          {props.children}
        </AriaMenu>
      </Popover>
    </>
  )
}
