import { useState } from 'react'
import { readLocal, writeLocal } from '../ui/local-store.ts'
import type { SideTab } from './side-tabs.tsx'

const TABS: readonly SideTab[] = ['test', 'ring', 'fields', 'settings', 'push', 'history']

/** The chosen tab of a source, as it was left. */
export function useSideTab(sourceId: string): readonly [SideTab, (tab: SideTab) => void] {
  'use memo'
  const key = `tab:${sourceId}`
  const [tab, setTab] = useState<SideTab>(() => {
    const kept = readLocal(key)
    return TABS.find((one) => one === kept) ?? 'test'
  })
  return [
    tab,
    (next) => {
      // Whoever took a template is done with them.
      if (next !== 'templates') {
        writeLocal(key, next)
      }
      setTab(next)
    },
  ]
}
