import { keysText } from './keys.ts'

/** The platform's way to write a shortcut with its main modifier: Cmd on Apple's, else Ctrl. */
export function shortcutText(key: string): string {
  return keysText(`Mod+${key}`)
}

export function Shortcut(props: { keyName: string }) {
  return (
    <kbd className="kbd" aria-hidden="true">
      {shortcutText(props.keyName)}
    </kbd>
  )
}
