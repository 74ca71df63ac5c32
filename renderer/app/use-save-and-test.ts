/** Save, and Save and Test: the code first, the sample with it, then the run. */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { AppError } from '#preload/errors'
import { flushPendingEdits } from '../editor/pending-edits.ts'
import type { CodeDraftState } from '../editor/use-code-draft.ts'
import { useConnector } from '../host/connector-context.tsx'
import { ownSave } from '../host/own-saves.ts'
import { queryKeys } from '../host/query-keys.ts'
import { createBusy } from '../ui/busy.ts'
import type { RunControl } from '../output/use-run.ts'
import { SAMPLE } from '../test-panel/payload-drafts.ts'
import { optionsOf, type RunChoices } from '../test-panel/run-choices.ts'
import type { PayloadState } from '../test-panel/use-payload.ts'
import { reportError } from './report-error.ts'

export interface SaveAndTest {
  readonly isSaving: boolean
  readonly save: () => void
  readonly keepMine: () => void
  readonly run: () => void
  /** Saves, then does the rest unless the save was refused. */
  readonly saveThen: (rest: () => void) => void
}

export function useSaveAndTest(
  source: Result<'sources.get'>,
  parts: {
    draft: CodeDraftState
    payload: PayloadState
    run: RunControl
    choices: RunChoices
    /** Coverage is on. */
    observes: boolean
    /** `null` when it could not be started. */
    onRun: (run: Result<'runs.start'> | null) => void
  },
): SaveAndTest {
  'use memo'
  const { api } = useConnector()
  const client = useQueryClient()
  const [isSaving, setSaving] = useState(false)
  const [busy] = useState(() => createBusy(setSaving))
  const { draft, payload, run, choices, observes, onRun } = parts
  const { id: sourceId } = source

  async function saveSample(): Promise<void> {
    const text = payload.editedText()
    if (payload.selection !== SAMPLE || text === undefined) {
      return
    }
    await ownSave(sourceId, async () => {
      const saved = await api['sources.update']({ sourceId, samplePayload: text })
      client.setQueryData(queryKeys.source(sourceId), saved)
      payload.settleSample(text)
    })
  }

  function saving(work: () => Promise<unknown>): Promise<boolean> {
    return busy.during(async () => {
      try {
        await work()
        return true
      } catch (error) {
        // A conflict is shown above the code, with the choice that settles it.
        const isConflict = error instanceof AppError && error.code === 'conflict'
        if (!isConflict) {
          reportError(error)
        }
        return false
      }
    })
  }

  async function saveAll(): Promise<void> {
    flushPendingEdits()
    await Promise.all([draft.save(), saveSample()])
  }

  /** The core takes what it is sent in turn: the run need not wait for the answer to the save. */
  async function saveThenRun(): Promise<void> {
    flushPendingEdits()
    const input = payload.runInput()
    if (run.isRunningNow() || busy.isNow() || input === null) {
      return
    }
    const unsaved = draft.isDirty() ? { code: draft.code() } : {}
    const isSaved = saving(saveAll)
    const order = { ...unsaved, input, options: optionsOf(choices), observe: observes }
    const ran = await run.start(order, isSaved)
    if (await isSaved) {
      onRun(ran)
    }
  }

  return {
    isSaving,
    save: () => void (choices.runOnSave ? saveThenRun() : saving(saveAll)),
    keepMine: () => void saving(() => draft.keepMine()),
    run: () => void saveThenRun(),
    saveThen(rest) {
      const work = async (): Promise<void> => {
        if (await saving(saveAll)) {
          rest()
        }
      }
      void work()
    },
  }
}
