/** One running Hookbench as a test sees it, whichever host is in front. */
import type { Page } from '@playwright/test'

export interface RunningHost {
  readonly page: Page
  /** What was copied; the page of the desktop app may not read it itself. */
  readonly clipboard: () => Promise<string>
  /** The page's files of that name do not come before the answer is called. */
  readonly holdFile: (name: string) => Promise<() => Promise<void>>
  /** Ends it as a user would, within a bounded time. */
  readonly close: () => Promise<void>
  /** Ends its core as a crash would, at once. In a browser the page stays. */
  readonly kill: () => Promise<void>
  /** Of the process of the core. */
  readonly pid: () => Promise<number>
}

export type StartHost = (dataDir: string) => Promise<RunningHost>

/** Longest wait for an orderly end before the process is killed. */
export const CLOSE_LIMIT_MS = 10_000

export async function untilLoaded(page: Page): Promise<void> {
  await page.locator('body[data-app-state="loaded"]').waitFor()
}

/** `false` when the work did not end in time. */
export async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const inTime = work.then(() => true)
  try {
    return await Promise.race([inTime, late])
  } finally {
    clearTimeout(timer)
  }
}
