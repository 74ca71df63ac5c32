/** The actions on the source that is on the bench. */
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import type { Result } from '#preload/contract'
import type { CaptureState } from '../captures/use-capture.ts'
import type { CapturedEvents } from '../captures/use-captured-events.ts'
import { webhookUrls } from '../captures/webhook-urls.ts'
import type { CoverageState } from '../coverage/use-coverage.ts'
import type { MonacoTextHandle } from '../editor/monaco-text.tsx'
import { focusEditor } from '../editor/mounted-editors.ts'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'
import type { RunControl } from '../output/use-run.ts'
import type { RingState } from '../ring/use-ring.ts'
import { SAMPLE } from '../test-panel/payload-drafts.ts'
import type { PayloadState } from '../test-panel/use-payload.ts'
import { copyText } from '../ui/copy-button.tsx'
import { saveFile, textFile } from '../ui/files.ts'
import { showToast } from '../ui/toast.tsx'
import { useActions } from './actions/action-registry.ts'
import { usePaletteOffer } from './actions/palette-offers.ts'
import { focusWithin } from './focus-within.ts'
import { reportError } from './report-error.ts'
import { sayWhatWasSent } from './say-what-was-sent.ts'
import type { SideTab } from './side-tabs.tsx'
import type { CoverageTools } from './use-coverage-tools.ts'
import { usePartActions } from './use-part-actions.ts'

export interface BenchParts {
  readonly source: Result<'sources.get'>
  readonly codeEditor: RefObject<MonacoTextHandle | null>
  readonly capture: CaptureState
  readonly captured: CapturedEvents
  readonly payload: PayloadState
  readonly run: RunControl
  readonly isRunning: boolean
  readonly ring: RingState
  readonly coverage: Pick<CoverageState, 'isOn'>
  readonly coverageTools: CoverageTools
  /** As typed, saved or not. */
  readonly codeNow: () => string
  readonly onSave: () => void
  readonly onRun: () => void
  readonly onRunAll: () => void
  readonly onSelectTab: (tab: SideTab) => void
}

export function useBenchActions(parts: BenchParts): void {
  const { source, capture, payload, isRunning, ring, codeEditor, coverage, coverageTools } = parts
  const { api } = useConnector()
  const client = useQueryClient()
  const sample = useMutation({
    mutationFn: () => api['capture.sendSample']({ sourceId: source.id }),
    async onSuccess(sent) {
      sayWhatWasSent(sent)
      if (sent.eventId !== null) {
        await client.invalidateQueries({ queryKey: queryKeys.events(source.id) })
        payload.select(sent.eventId)
      }
    },
  })
  const isCapturing = capture.endsAt !== null
  const url = webhookUrls(capture.status, source).primary
  const show = (tab: SideTab) => () => {
    parts.onSelectTab(tab)
    focusWithin(
      '[role="tablist"][aria-label="Tools"]',
      `[role="tab"][data-key="${tab}"][aria-selected="true"]`,
    )
  }

  useActions({
    'run.test': parts.onRun,
    'run.all': parts.onRunAll,
    'run.cancel': isRunning || ring.progress !== null ? () => cancelAll(parts) : null,
    'code.save': parts.onSave,
    'code.saveCopy': () => saveFile(textFile(`${source.slug}.js`, parts.codeNow())),
    'code.format': () => codeEditor.current?.format(),
    'capture.open': isCapturing ? null : capture.open,
    'capture.grab': isCapturing ? null : capture.grabNext,
    'capture.extend': isCapturing ? capture.extend : null,
    'capture.stop': isCapturing ? capture.stop : null,
    'capture.copyUrl': url === null ? null : () => void copyUrl(url),
    'capture.sendSample': sample.isPending ? null : () => sample.mutate(),
    'go.newerEvent': stepTo(parts, -1),
    'go.olderEvent': stepTo(parts, 1),
    'go.code': () => codeEditor.current?.focus(),
    'go.payload'() {
      parts.onSelectTab('test')
      focusEditor('payload:')
    },
    'go.output'() {
      parts.onSelectTab('test')
      focusWithin('[role="region"][aria-label="Output"], section[aria-label="Output"]')
    },
    'go.settings': show('settings'),
    'go.ring': show('ring'),
    'go.fields': show('fields'),
    'go.unreached': coverageTools.goToNext,
    'view.coverage': () => coverageTools.turn(!coverage.isOn),
    'go.push': show('push'),
    'go.history': show('history'),
  })

  usePartActions(parts)
  usePaletteOffer(() => payloadsOf(parts))
}

/** Whatever runs: of one payload, of all events, or both. */
function cancelAll({ run, ring }: BenchParts): void {
  if (run.isRunningNow()) {
    run.cancel().catch(reportError)
  }
  if (ring.progress !== null) {
    ring.cancel()
  }
}

async function copyUrl(address: string): Promise<void> {
  if (await copyText(address)) {
    showToast({ tone: 'info', title: 'Webhook URL copied.' })
  }
}

/** The payload above or below the chosen one; the sample is the first of the list. */
function stepTo({ captured, payload, onSelectTab }: BenchParts, step: 1 | -1) {
  const list = [SAMPLE, ...captured.events.map(({ id }) => id)]
  const next = list[list.indexOf(payload.selection) + step]
  return () => {
    onSelectTab('test')
    // At either end there is nothing to say: the list shows that it ends.
    if (next !== undefined) {
      payload.select(next)
    }
  }
}

function payloadsOf({ captured, payload, onSelectTab }: BenchParts) {
  const select = (id: string) => () => {
    onSelectTab('test')
    payload.select(id)
  }
  return [
    ...captured.events.map(({ id, number, title, method }) => ({
      id: `event:${id}`,
      section: 'Captured Events',
      title: `Captured Event ${number}`,
      note: title,
      words: method,
      run: select(id),
    })),
    {
      id: 'event:sample',
      section: 'Captured Events',
      title: 'Sample payload',
      run: select(SAMPLE),
    },
  ]
}
