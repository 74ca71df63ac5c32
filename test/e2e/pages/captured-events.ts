/** Captured events and what is done with them, as a user finds it. */
import { createHmac } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'

export class CapturedEvents {
  readonly page: Page
  readonly list: Locator
  readonly bar: Locator
  readonly search: Locator
  readonly signature: Locator
  readonly replayResults: Locator
  readonly messages: Locator
  readonly consent: Locator

  constructor(page: Page) {
    this.page = page
    this.list = page.getByRole('listbox', { name: 'Test payloads' })
    this.bar = page.getByRole('region', { name: 'Payloads' })
    this.search = page.getByRole('searchbox', { name: 'Search headers and bodies' })
    this.signature = page.getByTestId('signature')
    this.replayResults = page.getByTestId('replay-results')
    this.messages = page.getByRole('region', { name: /Messages/ })
    this.consent = page.getByRole('alertdialog', { name: /third party/ })
  }

  event(number: number): Locator {
    return this.list.getByRole('option', { name: new RegExp(`Captured Event ${number}\\b`) })
  }

  /** Focus stays on the row, so that the keys of the list work. */
  async choose(number: number): Promise<void> {
    await this.event(number).click()
  }

  async fromMenu(number: number, item: string): Promise<void> {
    await this.event(number).click({ button: 'right' })
    // Behind its name stands its key.
    await this.page.getByRole('menuitem', { name: new RegExp(`^${item}`) }).click()
  }

  async fromListMenu(item: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name: 'More for captured events' }).click()
    await this.page.getByRole('menuitem', { name: item }).click()
  }

  detail(number: number): Locator {
    return this.page.getByRole('region', { name: `Captured Event ${number}`, exact: true })
  }

  async show(view: 'Body' | 'Headers' | 'Query' | 'Raw' | 'Replays'): Promise<void> {
    await this.page.getByRole('radio', { name: new RegExp(`^${view}`) }).click()
  }

  /** In the open signature popover. */
  async trySecret(secret: string): Promise<void> {
    await this.page.getByRole('button', { name: /Signing secret/ }).click()
    await this.page.getByRole('option', { name: 'Try another secret…' }).click()
    await this.page.getByLabel('Secret to try').fill(secret)
    await this.page.getByRole('button', { name: 'Check', exact: true }).click()
  }

  async replayTo(url: string): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: /Replay Captured Event/ })
    await dialog.getByLabel('Another URL').fill(url)
    await dialog.getByRole('button', { name: 'Add URL' }).click()
    // Each target of its own; the source would take what it sent before once more.
    await dialog.getByText('(this source)').click()
    await expect(dialog.getByRole('checkbox', { name: /this source/ })).not.toBeChecked()
  }

  async importText(text: string): Promise<void> {
    await this.page.getByLabel('Or paste').fill(text)
    await this.page.getByRole('button', { name: 'Look at it' }).click()
  }

  /** As the file manager of the system would: the page gets real files. */
  async drop(name: string, text: string): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ([fileName, content]) => {
        const data = new DataTransfer()
        data.items.add(new File([content ?? ''], fileName ?? '', { type: 'text/plain' }))
        return data
      },
      [name, text],
    )
    await this.page.dispatchEvent('body', 'dragover', { dataTransfer: transfer })
    await this.page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
  }
}

/** Signed as Stripe documents it, by plain `node:crypto`. */
export function stripeSignature(body: string, secret: string, at = Date.now()): string {
  const time = Math.floor(at / 1000)
  const digest = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')
  return `t=${time},v1=${digest}`
}
