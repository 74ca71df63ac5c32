/** What helps to write a function, as a user finds it. */
import type { Locator, Page } from '@playwright/test'

export class Authoring {
  readonly page: Page
  readonly palette: Locator
  readonly firstSteps: Locator
  readonly templates: Locator
  readonly suggestions: Locator
  readonly hover: Locator
  readonly messages: Locator

  constructor(page: Page) {
    this.page = page
    this.palette = page.getByRole('dialog', { name: 'Command palette' })
    this.firstSteps = page.getByRole('region', { name: 'First steps' })
    this.templates = page.getByRole('listbox', { name: 'Templates' })
    this.suggestions = page.locator('.suggest-widget .monaco-list-row')
    this.hover = page.locator('.monaco-hover:visible')
    this.messages = page.getByRole('region', { name: /Messages/ })
  }

  step(name: string): Locator {
    return this.firstSteps.getByRole('button', { name: new RegExp(`^${name}`) })
  }

  doneStep(name: string): Locator {
    return this.firstSteps.getByRole('button', { name: `${name} , done` })
  }

  /** Opens the palette by its keys, types, and takes the first of what it finds. */
  async choose(words: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+K')
    await this.palette.waitFor()
    await this.page.keyboard.type(words)
    await this.palette.getByRole('option').first().waitFor()
    await this.page.keyboard.press('Enter')
    await this.palette.waitFor({ state: 'detached' })
  }

  /** Puts the code in by the keys alone, and leaves the cursor at its end. */
  async paste(code: string): Promise<void> {
    await this.page.evaluate((text) => navigator.clipboard.writeText(text), code)
    await this.page.keyboard.press('ControlOrMeta+A')
    await this.page.keyboard.press('ControlOrMeta+V')
  }

  /** Types behind the text and asks what could follow. */
  async complete(text: string): Promise<Locator> {
    await this.page.keyboard.press('ControlOrMeta+End')
    await this.page.keyboard.type(text)
    await this.page.keyboard.press('Control+Space')
    return this.suggestions
  }

  /** Hovers over a word of the code by the keys: the cursor on it, then the editor's own keys. */
  async hoverOver(word: string): Promise<void> {
    await this.page
      .locator('[data-document^="code:"]')
      .getByText(word, { exact: true })
      .first()
      .hover()
  }
}
