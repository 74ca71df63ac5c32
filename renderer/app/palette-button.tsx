import { Search } from 'lucide-react'
import { Button } from 'react-aria-components'
import { actionOf } from '#preload/actions'
import { ariaKeys, keysText } from '../ui/keys.ts'
import { runAction } from './actions/action-registry.ts'

const { title, keys = '' } = actionOf('go.anything')

/** Looks like the field that it opens. */
export function PaletteButton() {
  return (
    <Button
      className="palette-button"
      aria-keyshortcuts={ariaKeys(keys)}
      onPress={() => runAction('go.anything')}
    >
      <Search size={13} aria-hidden="true" />
      <span className="palette-button-words">Find or do</span>
      <span className="visually-hidden">{title.replace('…', '')}</span>
      <kbd className="kbd" aria-hidden="true">
        {keysText(keys)}
      </kbd>
    </Button>
  )
}
