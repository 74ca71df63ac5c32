import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import './segmented.css'

interface SegmentedOption<T extends string> {
  readonly value: T
  readonly label: string
  readonly count?: number | undefined
  readonly isDisabled?: boolean | undefined
}

export interface SegmentedProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly SegmentedOption<T>[]
  readonly onChange: (value: T) => void
}

/** A choice among a few views of the same thing. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  return (
    <ToggleButtonGroup
      className="segmented"
      aria-label={props.label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[props.value]}
      onSelectionChange={(keys) => {
        const option = props.options.find(({ value }) => keys.has(value))
        if (option !== undefined) {
          props.onChange(option.value)
        }
      }}
    >
      {props.options.map(({ value, label, count, isDisabled = false }) => (
        <ToggleButton key={value} id={value} className="segment" isDisabled={isDisabled}>
          {label}
          {count !== undefined && <span className="segment-count">{count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
