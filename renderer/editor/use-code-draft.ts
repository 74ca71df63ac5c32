/**
 * The code being edited. A draft exists from the first key until Save; it knows the version that
 * it was made from, so that a save by another window shows as a conflict instead of a loss.
 *
 * It is kept outside of React's state: a key renders what shows the text and nothing else.
 */
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useState, useSyncExternalStore } from 'react'
import type { Result } from '#preload/contract'
import { AppError } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import type { Connector } from '../host/connector.ts'
import { ownSave } from '../host/own-saves.ts'
import { queryKeys } from '../host/query-keys.ts'
import { draftOfEdit, keepCodeDraft, readCodeDraft, type CodeDraft } from './code-draft-store.ts'

type Source = Result<'sources.get'>

/** The same object for as long as the source is on the bench. */
export interface CodeDraftState {
  /** The code of this moment, edited or saved. */
  readonly code: () => string
  readonly edit: (code: string) => void
  /** Saves when there is something to save. Throws `conflict` when another save came first. */
  readonly save: () => Promise<Source>
  readonly keepMine: () => Promise<Source>
  readonly takeTheirs: () => void
  readonly isDirty: () => boolean
  /** The saved code is newer than the one that was edited. */
  readonly hasConflict: () => boolean
  readonly subscribe: (listener: () => void) => () => void
}

interface CodeDraftOwner extends CodeDraftState {
  readonly adopt: (source: Source) => void
}

function createCodeDraft(
  first: Source,
  { api, client }: { api: Connector['api']; client: QueryClient },
): CodeDraftOwner {
  const { id } = first
  const listeners = new Set<() => void>()
  let draft = readCodeDraft(id)
  // Not only what React knows: right after a save that is still the version before.
  let saved = first
  /** The last of the saves that wait for their answers. */
  let pending: Promise<Source> | undefined

  function tell(): void {
    for (const listener of listeners) {
      listener()
    }
  }

  function setDraft(next: CodeDraft | null): void {
    draft = next
    keepCodeDraft(id, next)
    tell()
  }

  /** One after the other: only the answer to a save tells what the next one is based on. */
  function inTurn(work: () => Promise<Source>): Promise<Source> {
    const begun = pending === undefined ? work() : pending.then(work, work)
    const mine = begun.finally(() => {
      if (pending === mine) {
        pending = undefined
      }
    })
    pending = mine
    return mine
  }

  async function saveDraft(): Promise<Source> {
    return draft === null ? saved : await saveAs(draft.code, draft.baseVersion)
  }

  async function saveAs(code: string, baseVersion: number): Promise<Source> {
    try {
      return await ownSave(id, async () => {
        const source = await api['sources.saveCode']({ sourceId: id, code, baseVersion })
        client.setQueryData(queryKeys.source(id), source)
        saved = source
        // Keys pressed while the save was under way are a draft of the new version.
        setDraft(later(draft, code, source.version))
        return source
      })
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') {
        await client.invalidateQueries({ queryKey: queryKeys.source(id) })
      }
      throw error
    }
  }

  return {
    code: () => draft?.code ?? saved.code,
    isDirty: () => draft !== null && draft.code !== saved.code,
    hasConflict: () =>
      draft !== null && draft.code !== saved.code && draft.baseVersion < saved.version,
    edit: (code) => setDraft(draftOfEdit(draft, saved, code)),
    save: () => inTurn(saveDraft),
    keepMine: () => inTurn(() => saveAs(draft?.code ?? saved.code, saved.version)),
    takeTheirs: () => setDraft(null),
    adopt(source) {
      if (source !== saved && source.version >= saved.version) {
        saved = source
        tell()
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function later(draft: CodeDraft | null, savedCode: string, version: number): CodeDraft | null {
  return draft === null || draft.code === savedCode ? null : { ...draft, baseVersion: version }
}

/** For one source: the component that calls it is made anew for another. */
export function useCodeDraft(source: Source): CodeDraftState {
  const { api } = useConnector()
  const client = useQueryClient()
  const [state] = useState(() => createCodeDraft(source, { api, client }))
  useLayoutEffect(() => state.adopt(source), [state, source])
  return state
}

/** Renders its caller at each key, so keep that one small. */
export function useDraftCode(draft: CodeDraftState): string {
  return useSyncExternalStore(draft.subscribe, draft.code)
}

export function useIsCodeDirty(draft: CodeDraftState): boolean {
  return useSyncExternalStore(draft.subscribe, draft.isDirty)
}

export function useHasCodeConflict(draft: CodeDraftState): boolean {
  return useSyncExternalStore(draft.subscribe, draft.hasConflict)
}
