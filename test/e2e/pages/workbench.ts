/** The workbench as a user finds it: by role and name. All locators of the tests live here. */
import { expect, type Locator, type Page } from '@playwright/test'

export class Workbench {
  readonly page: Page
  readonly webhookUrl: Locator
  readonly payloads: Locator
  readonly verdict: Locator
  readonly output: Locator
  readonly pushResult: Locator

  constructor(page: Page) {
    this.page = page
    this.webhookUrl = page.getByLabel(/Copy this webhook URL to your upstream tool/)
    this.payloads = page.getByRole('listbox', { name: 'Test payloads' })
    this.verdict = page.getByTestId('verdict')
    this.output = page.getByRole('region', { name: 'Output' })
    this.pushResult = page.getByTestId('push-result')
  }

  async chooseNoTunnel(): Promise<void> {
    await this.page.getByTestId('tunnel-state').click()
    // The core confirms the choice before the mark moves.
    await this.page.getByText('No tunnel', { exact: true }).click()
    await expect(this.page.getByRole('radio', { name: /No tunnel/ })).toBeChecked()
    await this.page.keyboard.press('Escape')
  }

  async capture(): Promise<string> {
    await this.page.getByRole('button', { name: 'Capture Events', exact: true }).click()
    await this.page.getByRole('timer').waitFor()
    return this.webhookUrl.inputValue()
  }

  stopCapture(): Promise<void> {
    return this.page.getByRole('button', { name: 'Stop capturing' }).click()
  }

  capturedEvent(number: number): Locator {
    return this.payloads.getByRole('option', { name: new RegExp(`Captured Event ${number}\\b`) })
  }

  replaceCode(code: string): Promise<void> {
    return this.#replace('code:', code)
  }

  replacePayload(text: string): Promise<void> {
    return this.#replace('payload:', text)
  }

  async #replace(document: string, text: string): Promise<void> {
    await this.page.locator(`[data-document^="${document}"]`).click()
    await this.page.keyboard.press('ControlOrMeta+A')
    // Pasted: typed text would meet the editor's own brackets and indents.
    await this.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text)
    await this.page.keyboard.press('ControlOrMeta+V')
  }

  /** The visible lines of the code editor, its special spaces made plain. */
  async code(): Promise<string> {
    const text = await this.page.locator('[data-document^="code:"] .view-lines').innerText()
    return text.replaceAll('\u00A0', ' ')
  }

  saveAndTest(): Promise<void> {
    return this.page.keyboard.press('ControlOrMeta+Enter')
  }

  openTab(name: 'Test' | 'Settings' | 'Push'): Promise<void> {
    return this.page.getByRole('tab', { name, exact: true }).click()
  }

  async setJsonTarget(url: string): Promise<void> {
    await this.page.getByRole('button', { name: /Target/ }).click()
    await this.page.getByRole('option', { name: 'Any URL, as JSON' }).click()
    await this.page.getByLabel('URL', { exact: true }).fill(url)
    await this.page.getByRole('button', { name: 'Save target' }).click()
  }

  push(): Promise<void> {
    return this.page.getByRole('button', { name: 'Push output' }).click()
  }
}
