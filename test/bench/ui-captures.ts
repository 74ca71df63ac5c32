/**
 * The window while a hundred webhooks a second arrive: the longest time in which its page answers
 * nothing, and what a key then takes; beside the same window when nothing arrives.
 */
import { Workbench } from '../e2e/pages/workbench.ts'
import { installProbe, longestBlock, typeSlowly } from './support/page-probe.ts'
import { middle, quantile, row, type BenchRow } from './support/rows.ts'
import { longFunction, orderOf, post, seed } from './support/seed.ts'
import { inTempDir, uiHosts, type UiHost } from './support/ui-hosts.ts'

const PER_SECOND = 100
const SECONDS = 4
const ROUNDS = 3
const TYPED = "console.log('typed while they arrive')\n"
const BASELINE = 'the same while nothing arrives'

interface Watched {
  readonly longest: readonly number[]
  readonly keys: readonly number[]
}

export async function benchWindowUnderLoad(): Promise<BenchRow[]> {
  return inTempDir(async (dir) => {
    const rows: BenchRow[] = []
    for (const host of uiHosts()) {
      const { idle, busy } = await watch(host, `${dir}/${host.name}`)
      const of = (what: string, value: (watched: Watched) => number): BenchRow =>
        row(`${PER_SECOND} captures/s, ${host.name}, ${what}`, value(busy), value(idle), BASELINE)
      rows.push(
        of('longest block', ({ longest }) => middle(longest)),
        of('key, median', ({ keys }) => middle(keys)),
        of('key, p95', ({ keys }) => quantile(keys, 0.95)),
      )
    }
    return rows
  })
}

async function watch(host: UiHost, dataDir: string): Promise<{ idle: Watched; busy: Watched }> {
  await seed(dataDir, { code: longFunction(200), bodies: [] })
  const { page, close } = await host.open(dataDir)
  try {
    await installProbe(page)
    const url = await new Workbench(page).capture()
    await page.waitForTimeout(3000)
    const measure = async (during: () => Promise<void>): Promise<Watched> => {
      const longest: number[] = []
      for (let round = 0; round < ROUNDS; round++) {
        longest.push(await longestBlock(page, during))
        await page.waitForTimeout(500)
      }
      await page.locator('[data-document^="code:"] .view-line').first().click()
      await page.keyboard.press('End')
      await page.keyboard.press('Enter')
      const [keys] = await Promise.all([typeSlowly(page, TYPED), during()])
      return { longest, keys }
    }
    const idle = await measure(() => page.waitForTimeout(SECONDS * 1000))
    const busy = await measure(() => arrive(url))
    return { idle, busy }
  } finally {
    await close()
  }
}

/** Evenly spread; those of a moment in which this process was late are sent at once. */
async function arrive(url: string): Promise<void> {
  const start = performance.now()
  const answers: Promise<void>[] = []
  while (answers.length < PER_SECOND * SECONDS) {
    const due = Math.min(PER_SECOND * SECONDS, ((performance.now() - start) / 1000) * PER_SECOND)
    while (answers.length < due) {
      answers.push(post(url, orderOf(2000, answers.length)))
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all(answers)
}
