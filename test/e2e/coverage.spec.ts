/** What the captured events reach of the code, and which of their fields are read and drift. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

const CODE = `async function onRequest(request, settings) {
  const body = request.json()
  if (body.kind === 'refund') {
    Segment.track({ event: 'Refunded', userId: body.user.id })
    return
  }
  Segment.track({ event: 'Paid', userId: body.user.id, properties: { total: body.total, coupon: body.cupon } })
}
`

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')

async function violations(page: Page): Promise<string[]> {
  return page.evaluate(
    `${axe}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
  )
}

async function send(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(answer.status).toBe(200)
}

test('code that no event reaches is marked, listed, gone to, and reached by a new event', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await send(url, { kind: 'order', user: { id: 'u' }, total: 1, note: 'x' })
  await send(url, { kind: 'order', user: { id: 'u' }, total: '2' })
  await expect(bench.capturedEvent(2)).toBeVisible()
  await bench.replaceCode(CODE)
  const toggle = page.getByRole('button', { name: /^Coverage/ })
  const marks = (kind: string) => page.locator(`[data-document^="code:"] .line-mark-${kind}`)

  await test.step('on', async () => {
    await toggle.click()
    // Lines 2, 3 and 7 are reached, 4 and 5 are not; the brace on line 6 has no mark.
    await expect(toggle).toHaveText(/60 %/)
    await expect(toggle).toHaveAttribute('aria-pressed', 'true')
    await expect(marks('none')).toHaveCount(2)
    await expect(marks('part')).toHaveCount(1)
  })

  await test.step('listed, and gone to by the keys', async () => {
    await page.getByRole('tab', { name: 'All Events' }).click()
    const bar = page.getByRole('region', { name: 'Coverage' })
    await expect(bar).toContainText('60 % of lines')
    await bar.getByRole('button', { name: '1 unreached' }).click()
    await expect(
      page.getByRole('menuitem', { name: 'Lines 3 to 6: No captured event reached this branch' }),
    ).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+U')
    await expect(page.locator('[data-document^="code:"] .native-edit-context')).toBeFocused()
    await expect(page.locator('[data-document^="code:"] .active-line-number')).toHaveText('3')
    await expect(page.getByText(/^Lines 3 to 6: .*, 1 of 1$/)).toBeAttached()
    expect(await violations(page)).toEqual([])
  })

  await test.step('fades while the text is another', async () => {
    await page.keyboard.type(' ')
    await expect(page.locator('[data-document^="code:"]')).toHaveAttribute('data-marks', 'old')
    await page.keyboard.press('ControlOrMeta+Z')
    await expect(page.locator('[data-document^="code:"]')).not.toHaveAttribute('data-marks', 'old')
  })

  await test.step('a test of one more event adds to it', async () => {
    await send(url, { kind: 'refund', user: { id: 'u' } })
    await page.getByRole('tab', { name: 'Test', exact: true }).click()
    await bench.capturedEvent(3).click()
    await bench.saveAndTest()
    await expect(bench.verdict).toContainText('200: OK')
    await expect(toggle).toHaveText(/100 %/)
    await expect(marks('none')).toHaveCount(0)
  })

  await test.step('off', async () => {
    await toggle.click()
    await expect(marks('all')).toHaveCount(0)
    await expect(toggle).toHaveText('Coverage')
  })
})

test('fields are found, with what is read and what drifts, and shown in their payload', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  const bench = new Workbench(page)
  await page.keyboard.press('Alt+9')
  await expect(page.getByText('No captured events', { exact: true })).toBeVisible()
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  await send(url, { kind: 'order', user: { id: 'u' }, total: 1, note: 'x' })
  await send(url, { kind: 'order', user: { id: 'u' }, total: '2' })
  const fields = page.getByRole('listbox', { name: 'Fields of the captured events' })
  const field = (name: RegExp) => fields.getByRole('option', { name })
  await expect(field(/^total \(body\), number or text in 2 of 2/)).toBeVisible()
  await expect(page.getByText('What the function reads is not known yet.')).toBeVisible()
  await expect(field(/^note .* not known whether it is read, drifts$/)).toBeVisible()
  await expect(page.getByRole('radio', { name: 'Not read' })).toBeDisabled()

  await bench.replaceCode(CODE)
  await page.getByRole('button', { name: 'Watch a run' }).click()
  await expect(page.getByRole('radio', { name: /^Not read/ })).toBeEnabled()
  await expect(field(/^total .*, read, drifts$/)).toBeVisible()
  await expect(field(/^user\.id .* read$/)).toBeVisible()
  await expect(field(/^note .* not read, drifts$/)).toBeVisible()
  await expect(field(/^cupon \(body\), in no event, read$/)).toBeVisible()

  await page.getByRole('radio', { name: /^Drift/ }).click()
  await expect(fields.getByRole('option')).toHaveCount(2)
  await field(/^note/).click()
  const detail = page.getByRole('region', { name: 'The chosen field' })
  await expect(detail).toContainText('Missing from Captured Event 2 on.')
  expect(await violations(page)).toEqual([])
  await detail.getByRole('button', { name: 'Show in Captured Event 1' }).click()
  await expect(
    page.locator('[data-document^="payload:"] .view-line', { hasText: '"note"' }),
  ).toBeVisible()
  await expect(page.locator('[data-document^="payload:"] .active-line-number')).toHaveText('9')
})

test('a long name of a field is cut with a sign, and there whole', async ({
  dataDir,
  startHost,
}) => {
  const { page } = await startHost(dataDir)
  await page.setViewportSize({ width: 900, height: 600 })
  const bench = new Workbench(page)
  await bench.chooseNoTunnel()
  const url = await bench.capture()
  for (let id = 1; id <= 8; id++) {
    await send(url, { id, the_customer: { of: { country_code_of_the_billing_address: 'DE' } } })
  }
  await page.getByRole('tab', { name: 'Fields' }).click()
  const name = page.getByTitle('the_customer.of.country_code_of_the_billing_address', {
    exact: true,
  })
  await expect(name).toBeVisible()
  // Both of its parts end in an ellipsis, and neither reaches beyond what it has.
  const parts = await name.locator('> span').evaluateAll((all) =>
    all.map((part) => ({
      isCut: part.scrollWidth > part.clientWidth,
      isSeen: part.clientWidth > 8,
      isInside:
        part.getBoundingClientRect().right <=
        (part.parentElement?.getBoundingClientRect().right ?? 0) + 0.5,
      ends: getComputedStyle(part).textOverflow,
    })),
  )
  const cut = { isCut: true, isSeen: true, isInside: true, ends: 'ellipsis' }
  expect(parts).toEqual([cut, cut])
  await page.getByRole('option', { name: /billing_address/ }).click()
  await expect(page.getByRole('region', { name: 'The chosen field' }).locator('code')).toHaveText(
    'the_customer.of.country_code_of_the_billing_address',
  )
})
