import { Check } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField as AriaTextField,
} from 'react-aria-components'
import './field.css'

export interface TextFieldProps {
  readonly label: string
  /** The label is only spoken, where a column heading already shows it. */
  readonly labelHidden?: boolean
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'password' | 'url'
  readonly placeholder?: string
  readonly hint?: ReactNode | undefined
  readonly error?: string | undefined
  readonly mono?: boolean
  readonly rows?: number
  readonly isDisabled?: boolean
  readonly isRequired?: boolean
  readonly startsFocused?: boolean
}

export function TextField(props: TextFieldProps) {
  const field = useRef<HTMLDivElement>(null)
  const startsFocused = useRef(props.startsFocused ?? false)
  useEffect(() => {
    if (startsFocused.current) {
      field.current?.querySelector<HTMLElement>('input, textarea')?.focus()
    }
  }, [])
  const inputProps = {
    className: 'input',
    placeholder: props.placeholder,
    spellCheck: false,
    autoComplete: 'off',
    ...(props.mono === true ? { 'data-mono': '' } : {}),
  }
  return (
    <AriaTextField
      ref={field}
      className="field"
      value={props.value}
      onChange={props.onChange}
      isInvalid={props.error !== undefined}
      isDisabled={props.isDisabled ?? false}
      isRequired={props.isRequired ?? false}
      type={props.type ?? 'text'}
      validationBehavior="aria"
      {...(props.labelHidden === true ? { 'aria-label': props.label } : {})}
    >
      {props.labelHidden !== true && <Label className="field-label">{props.label}</Label>}
      {props.rows === undefined ? (
        <Input {...inputProps} />
      ) : (
        <TextArea {...inputProps} rows={props.rows} />
      )}
      {props.hint !== undefined && (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
      <FieldError className="field-error">{props.error}</FieldError>
    </AriaTextField>
  )
}

export interface CheckboxProps {
  readonly children: ReactNode
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
  readonly isDisabled?: boolean
  readonly 'aria-label'?: string
}

export function Checkbox({ children, ...props }: CheckboxProps) {
  return (
    <AriaCheckbox className="checkbox" {...props}>
      <span className="checkbox-box" aria-hidden="true">
        <Check size={12} strokeWidth={3} />
      </span>
      {children}
    </AriaCheckbox>
  )
}
