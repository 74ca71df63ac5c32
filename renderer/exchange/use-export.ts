/** Events and sources out of the app: to the clipboard or as files, secrets only when asked for. */
import { useState } from 'react'
import type { Params, Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { copyText } from '../ui/copy-button.tsx'
import { saveFile, textOf } from '../ui/files.ts'
import { showToast } from '../ui/toast.tsx'

type Format = Params<'export.event'>['format']

export type ExportOrder =
  | { readonly kind: 'copy'; readonly eventId: string; readonly format: Format }
  | { readonly kind: 'save'; readonly eventId: string; readonly format: Format }
  | { readonly kind: 'source'; readonly sourceId: string }

/** An order that was carried out without secrets, and what was left out of it. */
export interface Withheld {
  readonly order: ExportOrder
  readonly parts: readonly string[]
}

export interface Exports {
  readonly run: (order: ExportOrder) => void
  /** Set while the user is asked whether secrets may leave. */
  readonly asking: Withheld | null
  readonly answer: (includesSecrets: boolean) => void
}

export function useExport(onError: (error: unknown) => void): Exports {
  'use memo'
  const { api } = useConnector()
  const [asking, setAsking] = useState<Withheld | null>(null)

  const fetchFile = (order: ExportOrder, secrets: boolean): Promise<Result<'export.event'>> =>
    order.kind === 'source'
      ? api['export.source']({ sourceId: order.sourceId, secrets })
      : api['export.event']({ eventId: order.eventId, format: order.format, secrets })

  async function carryOut(order: ExportOrder, secrets: boolean): Promise<void> {
    try {
      const file = await fetchFile(order, secrets)
      if (order.kind === 'copy') {
        if (!(await copyText(textOf(file.base64)))) {
          return
        }
      } else {
        saveFile(file)
      }
      const { withheld } = file
      const done = order.kind === 'copy' ? 'Copied' : `Saved ${file.fileName}`
      if (withheld.length === 0) {
        showToast({ tone: 'info', title: `${done}${secrets ? ', secrets included' : ''}.` })
        return
      }
      showToast({
        tone: 'info',
        title: `${done}.`,
        hint: leftOut(withheld),
        ...(secrets
          ? {}
          : {
              action: {
                label: 'Include secrets…',
                run: () => setAsking({ order, parts: withheld }),
              },
            }),
      })
    } catch (error) {
      onError(error)
    }
  }

  return {
    run: (order) => void carryOut(order, false),
    asking,
    answer(includesSecrets) {
      setAsking(null)
      if (asking !== null && includesSecrets) {
        void carryOut(asking.order, true)
      }
    },
  }
}

export function leftOut(parts: readonly string[]): string {
  return `Left out: ${parts.join(', ')}.`
}
