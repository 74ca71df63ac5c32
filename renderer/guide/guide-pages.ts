/** The guide's pages, in the order in which they are read: the Markdown files of `docs/`. */
import { page as coverage } from '../../docs/coverage.md'
import { page as functions } from '../../docs/functions.md'
import { page as guide } from '../../docs/guide.md'
import { page as testCases } from '../../docs/test-cases.md'
import { page as trouble } from '../../docs/trouble.md'
import { page as webhooks } from '../../docs/webhooks.md'

/** By the names of the files, which links between them use. */
export const guidePages = {
  guide,
  webhooks,
  functions,
  coverage,
  'test-cases': testCases,
  trouble,
} as const

export type GuidePageName = keyof typeof guidePages

export interface GuidePlace {
  readonly page: GuidePageName
  /** The id of a heading; empty for the top. */
  readonly section: string
}

/** `null` for what is no place of the guide. */
export function placeOf(address: string, current: GuidePageName): GuidePlace | null {
  const [, page = '', section = ''] = /^guide:([\w-]*)#?(.*)$/.exec(address) ?? []
  if (page === '') {
    return section === '' ? null : { page: current, section }
  }
  return isPageName(page) ? { page, section } : null
}

function isPageName(name: string): name is GuidePageName {
  return Object.hasOwn(guidePages, name)
}
