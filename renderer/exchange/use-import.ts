import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { toWire } from '#preload/errors'
import { useConnector } from '../host/connector-context.tsx'
import { readFiles, type ImportFiles, type ReadFiles } from './import-input.ts'
import { pickOf, readable, type Excluded } from './import-pick.ts'

/** In place of a source's id: one is made for the events. */
export const NEW_SOURCE = 'new'

export interface Looking {
  readonly files: ImportFiles
  readonly preview: Result<'import.preview'>
}

export interface ImportState {
  /** `null` until something was brought in. */
  readonly looking: Looking | null
  readonly problem: string | null
  readonly isBusy: boolean
  readonly look: (files: ImportFiles) => void
  readonly lookAtFiles: (files: readonly File[]) => void
  readonly back: () => void
  readonly take: (sourceId: string | null, excluded: Excluded) => void
}

export function useImport(onDone: (result: Result<'import.files'>) => void): ImportState {
  const { api } = useConnector()
  const [looking, setLooking] = useState<Looking | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const meta = { isShownInPlace: true }
  const onError = (error: unknown): void => {
    const { message, hint } = toWire(error)
    setProblem([message, hint].filter((part) => part !== undefined).join(' '))
  }
  const preview = useMutation({
    mutationFn: async (files: ImportFiles) => ({
      files,
      preview: await api['import.preview']({ files }),
    }),
    onMutate: () => setProblem(null),
    onSuccess: setLooking,
    onError,
    meta,
  })
  const take = useMutation({
    async mutationFn({ sourceId, excluded, from }: TakeOrder) {
      const made =
        sourceId === NEW_SOURCE ? await api['sources.create']({ name: 'Imported events' }) : null
      try {
        return await api['import.files']({
          sourceId: made === null ? sourceId : made.id,
          files: readable(from.preview, from.files),
          // Their places are those among the files that are sent.
          pick: readable(from.preview, pickOf(from.preview, excluded)).map((pick, file) => ({
            ...pick,
            file,
          })),
        })
      } catch (error) {
        if (made !== null) {
          await api['sources.delete']({ sourceId: made.id })
        }
        throw error
      }
    },
    onMutate: () => setProblem(null),
    onSuccess: onDone,
    onError,
    meta,
  })
  return {
    looking,
    problem,
    isBusy: preview.isPending || take.isPending,
    look: (files) => preview.mutate(files),
    lookAtFiles: (files) =>
      void readFiles(files).then((read: ReadFiles) => {
        if (read.ok) {
          preview.mutate(read.files)
        } else {
          setProblem(read.problem)
        }
        return undefined
      }),
    back() {
      setProblem(null)
      setLooking(null)
    },
    take(sourceId, excluded) {
      if (looking !== null) {
        take.mutate({ sourceId, excluded, from: looking })
      }
    },
  }
}

interface TakeOrder {
  readonly sourceId: string | null
  readonly excluded: Excluded
  readonly from: Looking
}
