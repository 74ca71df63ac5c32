import type { ReactElement, ReactNode } from 'react'
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components'
import './menu.css'

export function Menu(props: { label: string; trigger: ReactElement; children: ReactNode }) {
  return (
    <MenuTrigger>
      {props.trigger}
      <Popover className="popover" placement="bottom start" offset={4}>
        <AriaMenu className="menu" aria-label={props.label}>
          {props.children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

export interface MenuItemProps {
  readonly icon?: ReactElement
  readonly children: string
  readonly note?: string
  readonly tone?: 'danger'
  readonly isDisabled?: boolean
  readonly onAction: () => void
}

export function MenuItem(props: MenuItemProps) {
  return (
    <AriaMenuItem
      className="menu-item"
      textValue={props.children}
      onAction={props.onAction}
      isDisabled={props.isDisabled ?? false}
      data-tone={props.tone}
    >
      {props.icon}
      <span className="truncate">{props.children}</span>
      {props.note !== undefined && <span className="menu-note">{props.note}</span>}
    </AriaMenuItem>
  )
}

export function MenuSeparator() {
  return <Separator className="menu-separator" />
}
