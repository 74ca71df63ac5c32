import type { ReactElement, ReactNode, Ref } from 'react'
import {
  Button as AriaButton,
  Tooltip as AriaTooltip,
  TooltipTrigger,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components'
import './button.css'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly variant?: 'default' | 'primary' | 'quiet' | 'danger'
  readonly size?: 'medium' | 'small'
  readonly ref?: Ref<HTMLButtonElement>
  readonly children: ReactNode
}

export function Button({ variant = 'default', size = 'medium', ...props }: ButtonProps) {
  return <AriaButton {...props} className="button" data-variant={variant} data-size={size} />
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  readonly label: string
  /** Shown in the tooltip; the label when left out. */
  readonly hint?: string
  readonly icon: ReactElement
}

export function IconButton(props: IconButtonProps) {
  const { label, hint, icon, variant = 'quiet', size = 'medium', ...rest } = props
  return (
    <WithTooltip text={hint ?? label}>
      <AriaButton
        {...rest}
        className="button"
        data-variant={variant}
        data-size={size}
        data-icon-only=""
        aria-label={label}
      >
        {icon}
      </AriaButton>
    </WithTooltip>
  )
}

export function WithTooltip(props: { text: string; children: ReactElement }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {props.children}
      <AriaTooltip className="tooltip" offset={6}>
        {props.text}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
