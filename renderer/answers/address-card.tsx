import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { Group } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { CopyButton, copyText } from '../ui/copy-button.tsx'
import { Dialog, DialogForm } from '../ui/dialog.tsx'
import { Checkbox } from '../ui/field.tsx'
import { showToast } from '../ui/toast.tsx'
import { Card } from './card.tsx'
import { useAddress } from './use-address.ts'

type Source = Result<'sources.get'>
type Method = Source['methods'][number]

const methods: readonly Method[] = ['POST', 'PUT', 'PATCH', 'DELETE', 'GET', 'HEAD', 'OPTIONS']

export interface AddressCardProps {
  readonly source: Source
  /** The address with that token in it; `null` while there is none at all. */
  readonly urlWith: (token: string) => string | null
}

/**
 * Who may call: the token, and which methods are taken. Rotating asks first, where else there is an
 * undo: the old token is to be unknown at once, most of all when it has leaked, so nothing may keep
 * it, and what was refused in the meantime would not come back.
 */
export function AddressCard(props: AddressCardProps) {
  const { source } = props
  const address = useAddress(source.id)
  const [isAsking, setAsking] = useState(false)
  const rotate = async (): Promise<void> => {
    const token = await address.rotate()
    setAsking(false)
    if (token === null) {
      return
    }
    const url = props.urlWith(token)
    const isCopied = await copyText(url ?? token)
    showToast({
      tone: 'info',
      title: `The token is a new one${isCopied ? `, and the ${url === null ? 'token' : 'webhook URL'} is copied` : ''}.`,
      hint: 'Enter it at your upstream tool.',
    })
  }
  return (
    <Card
      title="Address"
      action={
        <Button size="small" data-part="source.rotate" onPress={() => setAsking(true)}>
          <RefreshCw size={12} aria-hidden="true" />
          Rotate token…
        </Button>
      }
    >
      <div className="address-line">
        <span className="field-label">Token</span>
        <code className="truncate grow">{source.token}</code>
        <CopyButton text={source.token} label="Copy the token" />
      </div>
      <Group className="field" aria-label="Allowed methods">
        <span className="field-label">Allowed methods</span>
        <div className="method-checks">
          {methods.map((method) => {
            const isOn = source.methods.includes(method)
            return (
              <Checkbox
                key={method}
                isSelected={isOn}
                // At least one stays: an address that takes nothing is a closed window.
                isDisabled={isOn && source.methods.length === 1}
                onChange={(isAllowed) =>
                  address.setMethods(
                    methods.filter((one) =>
                      one === method ? isAllowed : source.methods.includes(one),
                    ),
                  )
                }
              >
                <span className="mono">{method}</span>
              </Checkbox>
            )
          })}
        </div>
        <p className="field-hint">
          Other methods are answered 405 and not stored. POST alone is what the vendor takes.
        </p>
      </Group>
      {isAsking && (
        <Dialog title="Rotate the token?" role="alertdialog" onClose={() => setAsking(false)}>
          <DialogForm
            submitLabel="Rotate and copy"
            tone="danger"
            isPending={address.isRotating}
            onCancel={() => setAsking(false)}
            onSubmit={() => void rotate()}
          >
            <p>
              The present webhook URL stops working at once: whoever still calls it is refused, and
              nothing of it is stored. The new URL is copied for you to enter at your upstream tool.
            </p>
          </DialogForm>
        </Dialog>
      )}
    </Card>
  )
}
