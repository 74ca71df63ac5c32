import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from './button.tsx'
import { showToast } from './toast.tsx'

const CONFIRMED_MS = 1_500
const ICON = 13

const copyListeners = new Set<(text: string) => void>()

/** Told of every text that was copied, by the window or by the user's own keys. Returns its off. */
export function onCopied(listener: (text: string) => void): () => void {
  const onKeys = ({ target }: ClipboardEvent): void => listener(selectedIn(target))
  copyListeners.add(listener)
  document.addEventListener('copy', onKeys)
  return () => {
    copyListeners.delete(listener)
    document.removeEventListener('copy', onKeys)
  }
}

/** What is selected in a field is no selection of the document everywhere. */
function selectedIn(target: EventTarget | null): string {
  return target instanceof HTMLInputElement
    ? target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0)
    : String(document.getSelection() ?? '')
}

export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    for (const listener of copyListeners) {
      listener(text)
    }
    return true
  } catch {
    showToast({
      tone: 'error',
      title: 'The clipboard cannot be written to.',
      hint: 'Select the text and copy it by hand.',
    })
    return false
  }
}

export interface CopyButtonProps {
  readonly text: string
  readonly label: string
  /** What stands on it; "Copy" when left out. */
  readonly word?: string
  readonly isDisabled?: boolean
  readonly size?: 'medium' | 'small'
}

export function CopyButton(props: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) {
      return undefined
    }
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = async (): Promise<void> => {
    setCopied(await copyText(props.text))
  }
  return (
    <Button
      aria-label={props.label}
      size={props.size ?? 'medium'}
      isDisabled={props.isDisabled ?? false}
      onPress={() => void copy()}
    >
      {isCopied ? <Check size={ICON} /> : <Copy size={ICON} />}
      <span aria-live="polite">{isCopied ? 'Copied' : (props.word ?? 'Copy')}</span>
    </Button>
  )
}
