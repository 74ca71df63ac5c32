import { useEffect } from 'react'
import { takeActionKeys } from './action-keys.ts'
import { runOrSay } from './run-or-say.ts'

export function useActionKeys(): void {
  useEffect(() => takeActionKeys(runOrSay), [])
}
