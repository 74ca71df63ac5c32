/** Scenes around a captured event: looking into it, its signature, replays, in and out. */
import { createHmac } from 'node:crypto'

const SECRET = 'whsec_guide'
const CHARGE = {
  id: 'evt_1MqqbKLt4dXK03v5qaIbiNCC',
  type: 'charge.succeeded',
  created: 1568211668,
  data: { object: { id: 'ch_77', amount: 2500, currency: 'eur', paid: true } },
}

/** As Stripe signs: the time, a dot, the body. */
function signed(body) {
  const time = Math.floor(Date.now() / 1000)
  const digest = createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex')
  return `t=${time},v1=${digest}`
}

export function eventScenes(page, receiver) {
  const charge = page.getByRole('option', { name: /charge\.succeeded/ })
  const button = (name) => page.getByRole('button', { name, exact: true })
  async function keepSecret() {
    await page.getByRole('tab', { name: 'Settings', exact: true }).click()
    await button('Add setting').click()
    const card = page
      .getByRole('group')
      .filter({ has: page.getByText('Encrypted') })
      .last()
    await card.getByLabel('Label').fill('Webhook Secret')
    await card.getByText('Encrypted').click()
    await card.getByLabel('Value', { exact: true }).fill(SECRET)
    await button('Save settings').click()
    await page.getByRole('tab', { name: 'Test', exact: true }).click()
  }
  return {
    inspect: async () => {
      await keepSecret()
      const url = await page.getByLabel(/Copy this webhook URL/).inputValue()
      const body = JSON.stringify(CHARGE)
      const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': signed(body) }
      await fetch(url, { method: 'POST', headers, body })
      await charge.click()
      await page.keyboard.press('p')
      await page.keyboard.press('n')
      await page.keyboard.type('the first that was paid')
      await page.keyboard.press('Enter')
      await charge.click()
      await page.keyboard.press('i')
      await page.getByTestId('signature').getByText('Valid').waitFor()
    },
    'event-menu': async () => {
      await charge.click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Inspect' }).waitFor()
    },
    signature: async () => {
      await page.keyboard.press('Escape')
      await page.getByTestId('signature').click()
      await button('What was compared').click()
    },
    raw: async () => {
      await page.keyboard.press('Escape')
      await page.getByRole('radio', { name: 'Raw' }).click()
    },
    replay: async () => {
      await button('Replay…').click()
      await page.getByLabel('Another URL').fill(`${receiver.url}/webhooks`)
      await button('Add URL').click()
      await page.getByText('(this source)').click()
      await button('Bad signature').click()
      await page.getByTestId('replay-results').waitFor()
      await button('Send').click()
      await page.getByTestId('replay-results').getByRole('heading').nth(1).waitFor()
    },
    import: async () => {
      await button('Close').click()
      await page.keyboard.press('Escape')
      await button('More for captured events').click()
      await page.getByRole('menuitem', { name: 'Import…' }).click()
      await page
        .getByLabel('Or paste')
        .fill(`curl https://shop.example/hooks --json '{"type":"refund.created","id":"ref_8"}'`)
      await button('Look at it').click()
      await button('Import 1 event').waitFor()
    },
    webhook: async () => {
      await button('Cancel').click()
      await page.getByRole('tab', { name: 'Settings', exact: true }).click()
      await page.getByRole('radio', { name: 'Webhook' }).click()
    },
  }
}
