import type { ReactNode } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import './rows.css'
import { useChosenInView } from './use-chosen-in-view.ts'

export interface RowsProps {
  readonly label: string
  readonly selected: string | null
  readonly onSelect: (id: string) => void
  readonly children: ReactNode
}

/** A list in which one row is always chosen, by a click or the arrow keys. */
export function Rows(props: RowsProps) {
  const list = useChosenInView<HTMLDivElement>()
  return (
    <ListBox
      ref={list}
      aria-label={props.label}
      className="rows scroll"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={props.selected === null ? [] : [props.selected]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys]
        if (key !== undefined) {
          props.onSelect(String(key))
        }
      }}
    >
      {props.children}
    </ListBox>
  )
}

export interface RowProps {
  readonly id: string
  /** The whole row in words. */
  readonly text: string
  readonly children: ReactNode
}

export function Row(props: RowProps) {
  return (
    <ListBoxItem id={props.id} className="row" textValue={props.text}>
      {props.children}
    </ListBoxItem>
  )
}
