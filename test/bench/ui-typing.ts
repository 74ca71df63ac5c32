/**
 * From a key to the frame that shows it: in a function of 2,000 lines whose parameters are typed
 * from ten captured events of 200 KB, and in a payload of 2 MB; beside one Monaco editor alone
 * with the same text in the same browser. With the longest time in which the page answers nothing.
 */
import type { Page } from '@playwright/test'
import { startBareMonaco } from './support/bare-monaco.ts'
import { installProbe, longestBlock, readyAfter, typeSlowly } from './support/page-probe.ts'
import { middle, quantile, row, type BenchRow } from './support/rows.ts'
import { longFunction, orderOf, seed } from './support/seed.ts'
import { inTempDir, uiHosts, type UiHost } from './support/ui-hosts.ts'

const BASELINE = 'Monaco alone, the same text'
const CODE = longFunction(2000)
const BODIES = Array.from({ length: 10 }, (_, n) => orderOf(200_000, n))
const LARGE_BODY = orderOf(2_000_000, 11)
const TYPED_CODE = 'const total = body.lines.map((line) => line.quantity * 2).length\n'
const TYPED_JSON = '"typed into it": "while it is large", '

interface Typed {
  readonly keys: readonly number[]
  readonly longest: number
}

export async function benchTyping(): Promise<BenchRow[]> {
  return inTempDir(async (dir) => {
    const bare = await startBareMonaco(`${dir}/bare`)
    try {
      const rows: BenchRow[] = []
      for (const host of uiHosts()) {
        const ours = await typeInHookbench(host, `${dir}/${host.name}`)
        const alone = await typeInMonaco(host, bare.url)
        rows.push(
          ...rowsOf(`Key in 2,000 lines, ${host.name}`, ours.code, alone.code),
          ...rowsOf(`Key in a 2 MB payload, ${host.name}`, ours.payload, alone.payload),
        )
      }
      return rows
    } finally {
      bare.close()
    }
  })
}

function rowsOf(name: string, ours: Typed, alone: Typed): BenchRow[] {
  const of = (what: string, value: (typed: Typed) => number): BenchRow =>
    row(`${name}, ${what}`, value(ours), value(alone), BASELINE)
  return [
    of('median', ({ keys }) => middle(keys)),
    of('p95', ({ keys }) => quantile(keys, 0.95)),
    of('longest block', ({ longest }) => longest),
  ]
}

async function typeInHookbench(host: UiHost, dataDir: string) {
  await seed(dataDir, { code: CODE, bodies: [...BODIES.slice(1), LARGE_BODY] })
  const { page, close } = await host.open(dataDir)
  try {
    await installProbe(page)
    await page.locator('[data-document^="code:"] .view-line').first().click()
    // The types are made after the window is there.
    await page.waitForTimeout(4000)
    const code = await typed(page, TYPED_CODE)
    await page.getByRole('option', { name: /Captured Event 10\b/ }).click()
    const payload = page.locator('[data-document^="payload:"]')
    await payload.getByText('"payload"').waitFor()
    await payload.locator('.view-line').first().click()
    await page.waitForTimeout(4000)
    return { code, payload: await typed(page, TYPED_JSON) }
  } finally {
    await close()
  }
}

async function typeInMonaco(host: UiHost, url: string) {
  const { page, close } = await host.openUrl(url)
  const show = async (text: string, language: string): Promise<void> => {
    await page.evaluate(([t, l]) => window.showInBareMonaco(t ?? '', l ?? ''), [text, language])
    await page.waitForTimeout(4000)
  }
  try {
    await readyAfter(page)
    await installProbe(page)
    await show(CODE, 'javascript')
    const code = await typed(page, TYPED_CODE)
    const value: unknown = JSON.parse(LARGE_BODY)
    await show(JSON.stringify({ payload: { body: value } }, null, 2), 'json')
    return { code, payload: await typed(page, TYPED_JSON) }
  } finally {
    await close()
  }
}

/** At the end of the second line: in the function's body, or before the first key of the JSON. */
async function typed(page: Page, text: string): Promise<Typed> {
  await page.keyboard.press('ControlOrMeta+Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  let keys: number[] = []
  const longest = await longestBlock(page, async () => {
    keys = await typeSlowly(page, text)
    // What is put off until after the last key is felt by the next one.
    await page.waitForTimeout(1500)
  })
  return { keys, longest }
}
