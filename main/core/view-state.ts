/** How the pages of browser mode were left. */
import type { ViewsRepo } from '#main/store/views-repo'

/** Characters, as the page knows them (`renderer/ui/local-store.ts`). */
const MAX_KEY = 200
const MAX_VALUE = 20_000

export interface ViewState {
  list(): Record<string, string>
  /** `null` forgets one. What cannot be kept costs only itself: answers why, by key. */
  keep(views: Readonly<Record<string, string | null>>): Record<string, string>
}

export function createViewState(repo: ViewsRepo): ViewState {
  return {
    list: () => repo.list(),
    keep(views) {
      const kept = new Map<string, string | null>()
      const refused = new Map<string, string>()
      for (const [key, value] of Object.entries(views)) {
        const why = refusal(key, value)
        if (why === null) {
          kept.set(key, value)
        } else {
          refused.set(key, why)
        }
      }
      repo.keep(kept)
      return Object.fromEntries(refused)
    },
  }
}

function refusal(key: string, value: string | null): string | null {
  if (key === '' || key.length > MAX_KEY) {
    return `A key has 1 to ${MAX_KEY} characters, this one has ${key.length}.`
  }
  return value !== null && value.length > MAX_VALUE
    ? `A value has at most ${MAX_VALUE} characters, this one has ${value.length}.`
    : null
}
