const isApple = /Mac|iPhone|iPad/.test(navigator.platform)

/** The platform's way to write a shortcut: `mod` is Cmd on Apple's systems, Ctrl elsewhere. */
export function shortcutText(key: string): string {
  return isApple ? `⌘${key}` : `Ctrl+${key}`
}

export function isModKey(event: { metaKey: boolean; ctrlKey: boolean }): boolean {
  return isApple ? event.metaKey : event.ctrlKey
}

export function Shortcut(props: { keyName: string }) {
  return (
    <kbd className="kbd" aria-hidden="true">
      {shortcutText(props.keyName)}
    </kbd>
  )
}
