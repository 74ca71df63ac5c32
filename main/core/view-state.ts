/** How the pages of browser mode were left, in one value of the preferences. */
import type { PreferencesRepo } from '#main/store/preferences-repo'
import { z } from 'zod'

const KEY = 'viewState'

/** Some belong to sources that are gone by now: the oldest make room. */
const MAX_ENTRIES = 300

const Entries = z.array(z.tuple([z.string(), z.string()]))

export interface ViewState {
  list(): Record<string, string>
  /** `null` forgets one. */
  keep(views: Readonly<Record<string, string | null>>): void
}

export function createViewState(repo: PreferencesRepo): ViewState {
  const entries = (): [string, string][] => Entries.safeParse(repo.all()[KEY]).data ?? []
  return {
    list: () => Object.fromEntries(entries()),
    keep(views) {
      const others = entries().filter(([key]) => !(key in views))
      const changed = Object.entries(views).flatMap(([key, value]): [string, string][] =>
        value === null ? [] : [[key, value]],
      )
      repo.set({ [KEY]: [...others, ...changed].slice(-MAX_ENTRIES) })
    },
  }
}
