/** Scenes of what helps to write a function; each leaves nothing open behind it. */
export function authoringScenes(page) {
  const choose = async (words) => {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+K')
    await page.getByRole('dialog', { name: 'Command palette' }).waitFor()
    await page.keyboard.type(words)
  }
  const template = async (words, part) => {
    await choose(words)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Use as new source' }).waitFor()
    await page.getByRole('radio', { name: part }).click()
  }
  return {
    palette: () => choose(''),
    'palette-found': () => choose('capt'),
    'palette-nothing': () => choose('qqqq'),
    shortcuts: async () => {
      await choose('keyboard shortcuts')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'Keyboard Shortcuts' }).waitFor()
    },
    guide: async () => {
      await choose('user guide')
      await page.keyboard.press('Enter')
      await page.getByRole('dialog', { name: 'User Guide' }).getByRole('article').waitFor()
    },
    templates: async () => {
      await page.keyboard.press('Escape')
      await template('template stripe', 'Code')
    },
    'templates-settings': () => template('template pipedrive', 'Settings'),
    'templates-output': () => template('template sendgrid', 'Output'),
    'templates-legacy': () => template('template legacy', 'Payload'),
  }
}
