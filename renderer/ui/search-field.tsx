import { Search, X } from 'lucide-react'
import type { Ref } from 'react'
import { Button as ClearButton, Input, SearchField as AriaSearchField } from 'react-aria-components'
import './search-field.css'

export interface SearchFieldProps {
  readonly label: string
  /** The label when left out. */
  readonly placeholder?: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** `small` among the rows of a list's bar, `bar` across the head of a list. */
  readonly variant?: 'field' | 'small' | 'bar'
  readonly maxLength?: number
  /** Of the input. */
  readonly ref?: Ref<HTMLInputElement>
}

/** Escape clears it, and so does its button. */
export function SearchField({ variant = 'field', ref, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField
      className="search-field"
      data-variant={variant}
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
    >
      <Search size={13} aria-hidden="true" />
      <Input
        ref={ref}
        className="search-input"
        placeholder={props.placeholder ?? props.label}
        maxLength={props.maxLength}
        spellCheck={false}
      />
      {props.value !== '' && (
        <ClearButton className="search-clear" aria-label="Clear the search">
          <X size={12} />
        </ClearButton>
      )}
    </AriaSearchField>
  )
}
