import { Copy, Eye, EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { useConnector } from '../host/connector-context.tsx'
import { Button } from '../ui/button.tsx'
import { copyText } from '../ui/copy-button.tsx'
import { showToast } from '../ui/toast.tsx'
import { useStartsFocused } from '../ui/use-starts-focused.ts'
import type { SettingValue } from './setting-rows.ts'

/** Long enough to read or copy, short enough not to be left on a shared screen. */
const REVEALED_MS = 10_000

export interface SecretValueProps {
  readonly sourceId: string
  readonly name: string
  readonly onReplace: () => void
  readonly onDelete: () => void
  /** Back from the field, which had the focus. */
  readonly startsFocused: boolean
}

function textOf(value: SettingValue | null): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A stored secret: dots, and on request the value for ten seconds. */
export function SecretValue(props: SecretValueProps) {
  const { api } = useConnector()
  const replaceButton = useStartsFocused<HTMLButtonElement>(props.startsFocused)
  const [revealed, setRevealed] = useState<string | null>(null)
  const reveal = useMutation({
    // The answer is a secret: it is not to be kept in the cache of answers.
    gcTime: 0,
    mutationFn: () => api['settings.reveal']({ sourceId: props.sourceId, name: props.name }),
    onSuccess: ({ value }) => setRevealed(textOf(value)),
  })
  // Without showing it: what is copied need not be seen.
  const copy = useMutation({
    gcTime: 0,
    mutationFn: () => api['settings.reveal']({ sourceId: props.sourceId, name: props.name }),
    async onSuccess({ value }) {
      if (await copyText(textOf(value))) {
        showToast({ tone: 'info', title: `The value of ${props.name} is copied.` })
      }
    },
  })
  const isRevealed = revealed !== null
  useEffect(() => {
    if (!isRevealed) {
      return undefined
    }
    const timer = setTimeout(() => setRevealed(null), REVEALED_MS)
    return () => clearTimeout(timer)
  }, [isRevealed])
  return (
    <div className="field">
      <span className="field-label">Value</span>
      <div className="secret-value">
        <output className="secret-text mono" aria-label={`Value of ${props.name}`}>
          {revealed ?? '••••••••••••'}
        </output>
        <Button
          size="small"
          onPress={() => (isRevealed ? setRevealed(null) : reveal.mutate())}
          isDisabled={reveal.isPending}
        >
          {isRevealed ? <EyeOff size={12} /> : <Eye size={12} />}
          {isRevealed ? 'Hide' : 'Reveal'}
        </Button>
        <Button
          size="small"
          onPress={() => copy.mutate()}
          isDisabled={copy.isPending}
          aria-label={`Copy the value of ${props.name}`}
        >
          <Copy size={12} aria-hidden="true" />
          Copy
        </Button>
        <Button size="small" ref={replaceButton} onPress={props.onReplace}>
          Replace
        </Button>
        <Button
          size="small"
          onPress={props.onDelete}
          aria-label={`Delete the value of ${props.name}`}
        >
          Delete
        </Button>
      </div>
    </div>
  )
}
