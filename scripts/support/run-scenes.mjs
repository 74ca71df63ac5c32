/** Scenes of the screenshots around running: options, all events, history, the migration. */

const CODE = `async function onRequest(request, settings) {
  const order = request.json()
  if (order.type !== 'order.created') {
    throw new EventNotSupported(order.type)
  }
  console.info('order', order.id)
  console.warn('no shipping address yet')
  Segment.track({
    event: 'Order Completed',
    userId: order.customer.id,
    properties: { orderId: order.id, currency: order.currency, items: order.items.length }
  })
}
`

const WITH_BRANCHES = CODE.replace(
  '  console.info',
  `  if (order.test) {
    console.info('a test order is not tracked')
    return
  }
  const name = order.customer.name || 'nobody'
  console.info(name)
  console.info`,
)

const LEGACY = `exports.processEvents = async (event) => {
  const { body, headers } = event.payload
  // Only orders are of interest.
  if (body.type !== 'order.created') throw new EventNotSupported(body.type)
  return {
    events: [{
      type: 'track',
      event: 'Order Completed',
      userId: body.customer.id,
      properties: { orderId: body.id }
    }],
    objects: [{ collection: 'orders', id: body.id, properties: { currency: body.currency } }]
  }
}
`

/** After those of capturing: they need captured events. The page must be let at the clipboard. */
export function runScenes(page) {
  const tab = (name) => page.getByRole('tab', { name: new RegExp(`^${name}\\b`) }).click()
  const replaceCode = async (code) => {
    await page.locator('[data-document^="code:"]').click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.evaluate((text) => navigator.clipboard.writeText(text), code)
    await page.keyboard.press('ControlOrMeta+V')
  }
  const run = async (payload) => {
    await tab('Test')
    await page.getByRole('option', { name: payload }).click()
    await page.getByRole('button', { name: 'Save and Test' }).click()
    const output = page.getByRole('region', { name: 'Output' })
    await output.and(page.locator('[aria-busy=false]')).waitFor()
  }
  const runAll = async (verdict) => {
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
    await page.getByTestId('ring-summary').getByText(verdict).waitFor()
  }
  return {
    tree: async () => {
      await replaceCode(CODE)
      await run(/Captured Event 3\b/)
      await tab('Output')
      await page.getByRole('radio', { name: 'Tree' }).click()
    },
    logs: () => tab('Logs'),
    options: async () => {
      await page.getByRole('button', { name: /^Run options/ }).click()
    },
    'all-events': async () => {
      await page.keyboard.press('Escape')
      await runAll(/new/)
      await page.getByRole('button', { name: 'Accept all' }).click()
      await page.getByTestId('ring-summary').getByText(/same/).waitFor()
      await replaceCode(CODE.replace('Order Completed', 'Order Paid').replace('EventNot', 'Event'))
      await runAll(/changed/)
      await page.getByRole('option', { name: /changed Captured Event 1\b/ }).click()
    },
    coverage: async () => {
      await replaceCode(WITH_BRANCHES)
      await page.getByRole('button', { name: /^Coverage/ }).click()
      await page
        .getByRole('region', { name: 'Coverage' })
        .getByText(/of lines/)
        .waitFor()
    },
    fields: async () => {
      await tab('Fields')
      await page.getByRole('option', { name: /^type \(body\).*read/ }).waitFor()
    },
    history: async () => {
      // The scenes that follow show the code as it is.
      await page.getByRole('button', { name: /^Coverage/ }).click()
      await run(/Captured Event 1\b/)
      await tab('History')
      await page.getByRole('listbox', { name: 'Runs' }).waitFor()
    },
    compare: () => page.getByRole('button', { name: 'Compare…' }).click(),
    migrate: async () => {
      await page.keyboard.press('Escape')
      await replaceCode(LEGACY)
      await run(/Captured Event 1\b/)
      await page.getByRole('button', { name: /Migrate to onRequest/ }).click()
      await page.getByRole('dialog').getByRole('region', { name: 'Proof' }).waitFor()
    },
    versions: async () => {
      await page.keyboard.press('Escape')
      await tab('History')
      await page.getByRole('radio', { name: 'Versions' }).click()
      await page.getByRole('option', { name: /^Version 2\b/ }).click()
    },
  }
}
