/**
 * From the click on a captured event of 2 MB to its text in the payload's editor, beside one
 * Monaco editor alone that is handed the same text.
 */
import { startBareMonaco } from './support/bare-monaco.ts'
import { clickUntilShown, installProbe, readyAfter } from './support/page-probe.ts'
import { middle, row, type BenchRow } from './support/rows.ts'
import { longFunction, orderOf, seed } from './support/seed.ts'
import { inTempDir, uiHosts, type UiHost } from './support/ui-hosts.ts'

const LARGE = 2_000_000
/** Small and large in turn, each opened for the first time. */
const BODIES = Array.from({ length: 10 }, (_, n) => orderOf(n % 2 === 0 ? 500 : LARGE, n))

export async function benchLargePayload(): Promise<BenchRow[]> {
  return inTempDir(async (dir) => {
    const bare = await startBareMonaco(`${dir}/bare`)
    try {
      const rows: BenchRow[] = []
      for (const host of uiHosts()) {
        const ours = await openInHookbench(host, `${dir}/${host.name}`)
        const alone = await openInMonaco(host, bare.url)
        rows.push(
          row(
            `Opening a payload of 2 MB, ${host.name}`,
            middle(ours),
            middle(alone),
            'Monaco alone, handed the same text',
          ),
        )
      }
      return rows
    } finally {
      bare.close()
    }
  })
}

async function openInHookbench(host: UiHost, dataDir: string): Promise<number[]> {
  await seed(dataDir, { code: longFunction(50), bodies: BODIES })
  const { page, close } = await host.open(dataDir)
  try {
    await installProbe(page)
    await page.waitForTimeout(3000)
    const times: number[] = []
    for (let number = 1; number <= BODIES.length; number++) {
      const event = page.getByRole('option', { name: new RegExp(`Captured Event ${number}\\b`) })
      const shown = {
        selector: '[data-document^="payload:"] .view-lines',
        text: `ord_${number - 1}`,
      }
      const taken = await clickUntilShown(page, event, shown)
      await page.waitForTimeout(1000)
      if (number % 2 === 0) {
        times.push(taken)
      }
    }
    return times
  } finally {
    await close()
  }
}

async function openInMonaco(host: UiHost, url: string): Promise<number[]> {
  const { page, close } = await host.openUrl(url)
  try {
    await readyAfter(page)
    const times: number[] = []
    for (const body of BODIES) {
      const value: unknown = JSON.parse(body)
      const text = JSON.stringify({ payload: { body: value } }, null, 2)
      const taken = await page.evaluate(async (shown) => {
        const start = performance.now()
        window.showInBareMonaco(shown, 'json')
        await new Promise((resolve) => requestAnimationFrame(resolve))
        const { port1, port2 } = new MessageChannel()
        await new Promise((resolve) => {
          port1.addEventListener('message', resolve)
          port1.start()
          port2.postMessage(null)
        })
        return performance.now() - start
      }, text)
      await page.waitForTimeout(1000)
      if (body.length > LARGE / 2) {
        times.push(taken)
      }
    }
    return times
  } finally {
    await close()
  }
}
