import { ChevronsUpDown } from 'lucide-react'
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components'
import './field.css'
import './menu.css'

interface SelectOption<T extends string> {
  readonly value: T
  readonly label: string
}

export interface SelectProps<T extends string> {
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: T
  readonly options: readonly SelectOption<T>[]
  readonly onChange: (value: T) => void
}

export function Select<T extends string>(props: SelectProps<T>) {
  return (
    <AriaSelect
      className="field"
      value={props.value}
      onChange={(key) => {
        const option = props.options.find((candidate) => candidate.value === key)
        if (option !== undefined) {
          props.onChange(option.value)
        }
      }}
      {...(props.labelHidden === true ? { 'aria-label': props.label } : {})}
    >
      {props.labelHidden !== true && <Label className="field-label">{props.label}</Label>}
      <Button className="select-button">
        <SelectValue className="truncate" />
        <ChevronsUpDown size={13} aria-hidden="true" />
      </Button>
      <Popover className="popover">
        <ListBox className="menu" items={[...props.options]}>
          {(option) => (
            <ListBoxItem id={option.value} className="menu-item" textValue={option.label}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
