import { ShieldAlert, ShieldCheck, ShieldQuestion } from 'lucide-react'
import { useState } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useSignature, type SignatureOptions } from '../host/queries.ts'
import { Button } from '../ui/button.tsx'
import type { DotTone } from '../ui/state.tsx'
import { SignatureDialog } from './signature-dialog.tsx'
import { signatureWords } from './signature-words.ts'
import './signatures.css'

const icons: Record<DotTone, typeof ShieldCheck> = {
  ok: ShieldCheck,
  warn: ShieldAlert,
  error: ShieldAlert,
  idle: ShieldQuestion,
  busy: ShieldQuestion,
}

export interface SignatureBadgeProps {
  readonly eventId: string
  readonly sourceId: string
}

/** What the signature of an event is worth, and behind it why and with which secret. */
export function SignatureBadge(props: SignatureBadgeProps) {
  const [options, setOptions] = useState<SignatureOptions>({})
  // Drawn beside the button, so that the popover belongs to a landmark of the page.
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const signature = useSignature(props.eventId, options)
  if (signature.data === undefined) {
    return null
  }
  const check = signature.data
  const words = signatureWords(check, options.secret !== undefined)
  const Icon = icons[words.tone]
  const name = check === null ? 'Signature' : check.providerName
  return (
    <DialogTrigger>
      <Button variant="quiet" size="small" aria-label={`Signature: ${name}, ${words.label}`}>
        <span className="signature-badge" data-tone={words.tone} data-testid="signature">
          <Icon size={13} aria-hidden="true" />
          <span className="truncate">
            {check === null ? words.label : `${name}: ${words.label}`}
          </span>
        </span>
      </Button>
      <Popover
        className="popover signature-popover"
        placement="bottom end"
        offset={4}
        UNSTABLE_portalContainer={place ?? undefined}
      >
        <Dialog className="signature-dialog" aria-label="Signature">
          <SignatureDialog
            sourceId={props.sourceId}
            check={check}
            words={words}
            options={options}
            onChange={setOptions}
          />
        </Dialog>
      </Popover>
      <div ref={setPlace} className="popover-place" />
    </DialogTrigger>
  )
}
