/** The native menu has the actions of the window, and asks it for them. */
import { allActions } from '#preload/actions'
import { Authoring } from './pages/authoring.ts'
import { Workbench } from './pages/workbench.ts'
import { expect, test } from './support/fixtures.ts'

test('every action that the catalogue puts into a menu is in it, and works', async ({
  desktop,
}) => {
  const { app, page } = await desktop()
  const items = await app.evaluate(({ Menu }) => {
    const menus = Menu.getApplicationMenu()?.items ?? []
    return menus.flatMap((menu) =>
      (menu.submenu?.items ?? [])
        .filter(({ id }) => id !== '')
        .map(({ id, label, accelerator }) => ({
          id,
          label,
          keys: accelerator ?? '',
        })),
    )
  })
  for (const { id, title, keys, menu } of allActions) {
    const item = items.find((candidate) => candidate.id === id)
    expect([id, item?.label]).toEqual([id, menu === undefined ? undefined : title])
    if (item !== undefined && keys?.includes('+') === true) {
      expect([id, item.keys]).toEqual([id, keys.replace('Mod', 'CmdOrCtrl')])
    }
  }

  const press = (id: string) =>
    app.evaluate(
      ({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(),
      id,
    )
  await press('help.shortcuts')
  await expect(page.getByRole('dialog', { name: 'Keyboard Shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await press('run.test')
  await expect(new Workbench(page).verdict).toContainText('200: OK')
  // What is not possible now is said, not swallowed.
  await press('capture.stop')
  await expect(new Authoring(page).messages).toContainText('“Stop Capturing” is not possible now.')
})
