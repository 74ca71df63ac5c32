/** A run that was stopped for want of a setting leads to the field where it is entered. */
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { focusWithin } from './focus-within.ts'

type Source = Result<'sources.get'>
type Run = Result<'runs.start'>

export interface MissingSettings {
  readonly missing: readonly string[]
  readonly onRun: (run: Run | null) => void
}

const NONE: readonly string[] = []

/** By the core, not by the function: an error of that name which it threw has a place. */
function wasStopped({ result: { error } }: Run): boolean {
  return error?.class === 'Invalid Settings' && error.line === null && error.stack === ''
}

export function missingIn(settings: Source['settings']): string[] {
  return settings
    .filter(({ required, hasValue, value }) => required && (!hasValue || value === ''))
    .map(({ name }) => name)
}

export function useMissingSettings(source: Source, onShow: () => void): MissingSettings {
  'use memo'
  const [missing, setMissing] = useState(NONE)
  return {
    missing,
    onRun(run) {
      if (run === null || !wasStopped(run)) {
        setMissing(NONE)
        return
      }
      const names = missingIn(source.settings)
      setMissing(names)
      const [first] = names
      if (first !== undefined) {
        onShow()
        focusWithin(`[data-setting="${CSS.escape(first)}"] .setting-value`)
      }
    },
  }
}
