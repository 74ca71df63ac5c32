/**
 * From Ctrl+Enter on changed code to its output painted, which includes saving it, beside the run
 * itself as the core reports it: what is more than that is what the application adds.
 */
import type { Page } from '@playwright/test'
import type { RunResult } from '#preload/model'
import { middle, quantile, row, type BenchRow } from './support/rows.ts'
import { seed, withCore } from './support/seed.ts'
import { inTempDir, uiHosts, type UiHost } from './support/ui-hosts.ts'

const ROUNDS = 50
const OUTPUT = '[data-document^="output:"] .view-lines'
const BASELINE = 'the run itself, as the core reports it'
/** The name ends its line: a sign more in it, and each output differs from the last. */
const CODE = `const name = 'Round'

async function onRequest(request) {
  const body = request.json()
  Segment.track({ event: name, userId: body.customer.id, properties: { id: body.id } })
}
`

declare global {
  interface Window {
    /** Milliseconds from Ctrl+Enter to the frame with the new output. */
    hookbenchShown: Promise<number>
  }
}

export async function benchSaveAndTest(): Promise<BenchRow[]> {
  return inTempDir(async (dir) => {
    const rows: BenchRow[] = []
    for (const host of uiHosts()) {
      const { shown, ran } = await measure(host, `${dir}/${host.name}`)
      const of = (what: string, value: (times: readonly number[]) => number): BenchRow =>
        row(
          `Ctrl+Enter to output painted, ${host.name}, ${what}`,
          value(shown),
          value(ran),
          BASELINE,
        )
      rows.push(
        of('median', middle),
        of('p95', (times) => quantile(times, 0.95)),
      )
    }
    return rows
  })
}

async function measure(host: UiHost, dataDir: string) {
  const sourceId = await seed(dataDir, { code: CODE, bodies: [] })
  const { page, close } = await host.open(dataDir)
  const shown: number[] = []
  try {
    await page.waitForTimeout(3000)
    await page.locator('[data-document^="code:"] .view-line').first().click()
    // The first are those of a runtime that warms up.
    for (let round = -3; round < ROUNDS; round++) {
      await editRound(page)
      const taken = await runUntilShown(page)
      if (round >= 0) {
        shown.push(taken)
      }
      await page.waitForTimeout(100)
    }
  } finally {
    await close()
  }
  const ran = await withCore(dataDir, async (api) => {
    const runs = await api['history.runs']({ sourceId, limit: ROUNDS })
    const all = await Promise.all(runs.map(({ id }) => api['history.run']({ runId: id })))
    return all.map(({ run }) => waitedFor(run.result))
  })
  return { shown, ran }
}

/** All that whoever started the run waited for, the start of its context and the check included. */
function waitedFor({ timing, durationMs }: RunResult): number {
  return timing === null ? durationMs : timing.startMs + timing.runMs + timing.checkMs
}

async function editRound(page: Page): Promise<void> {
  for (const key of ['ControlOrMeta+Home', 'End', 'ArrowLeft', 'x']) {
    await page.keyboard.press(key)
  }
}

async function runUntilShown(page: Page): Promise<number> {
  // Listening before the key is pressed, which would overtake it otherwise.
  await page.evaluate((selector) => {
    const now = (): string => document.querySelector(selector)?.textContent ?? ''
    const before = now()
    window.hookbenchShown = new Promise((resolve) => {
      const onKey = (event: KeyboardEvent): void => {
        if (event.key !== 'Enter') {
          return
        }
        window.removeEventListener('keydown', onKey, { capture: true })
        const look = (): void => {
          const text = now()
          if (text === before || !text.includes('Round')) {
            requestAnimationFrame(look)
            return
          }
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => resolve(performance.now() - event.timeStamp))
          port1.start()
          port2.postMessage(null)
        }
        requestAnimationFrame(look)
      }
      window.addEventListener('keydown', onKey, { capture: true })
    })
  }, OUTPUT)
  await page.keyboard.press('ControlOrMeta+Enter')
  return page.evaluate(() => window.hookbenchShown)
}
