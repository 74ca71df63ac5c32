/** A button of an action of the catalogue: its words and keys are those of palette and menus. */
import type { ReactElement } from 'react'
import { actionOf, shortOf, type ActionId } from '#preload/actions'
import { Button, WithTooltip, type ButtonProps } from './button.tsx'
import { ariaKeys, keysText } from './keys.ts'
import './button.css'

export interface ActionButtonProps extends Omit<ButtonProps, 'children' | 'aria-label'> {
  readonly action: ActionId
  readonly icon?: ReactElement
  /** Shows the keys on the button; in its tooltip otherwise. */
  readonly showsKeys?: boolean
  /** Spoken with its whole title, where the words on it are too few to stand alone. */
  readonly isNamedInFull?: boolean
  /** In place of the words, such as what is going on. */
  readonly words?: string | undefined
}

/** The title without the sign of a dialog to come, with its keys. */
export function actionHint(id: ActionId): string {
  const { title, keys } = actionOf(id)
  const words = title.replace('…', '')
  return keys === undefined ? words : `${words} (${keysText(keys)})`
}

export function ActionButton(props: ActionButtonProps) {
  const { action, icon, showsKeys, isNamedInFull, words, ...rest } = props
  const { title, keys } = actionOf(action)
  const button = (
    <Button
      {...rest}
      {...(isNamedInFull === true ? { 'aria-label': title.replace('…', '') } : {})}
      // The library hands on no such attribute by itself.
      ref={(element) => {
        if (keys !== undefined) {
          element?.setAttribute('aria-keyshortcuts', ariaKeys(keys))
        }
      }}
    >
      {icon}
      {words ?? shortOf(action)}
      {showsKeys === true && keys !== undefined && (
        <kbd className="kbd" aria-hidden="true">
          {keysText(keys)}
        </kbd>
      )}
    </Button>
  )
  // A button that says everything itself needs no tooltip.
  const saysAll = keys === undefined || showsKeys === true
  return saysAll && shortOf(action) === title ? (
    button
  ) : (
    <WithTooltip text={actionHint(action)}>{button}</WithTooltip>
  )
}
