/** The native menu and dialogs follow the theme that the user chose in the page. */
import type { Core } from '#main/core/create-core'
import { createInProcessTransport } from '#main/core/in-process'
import { createClient } from '#preload/client'
import { nativeTheme } from 'electron'

export async function followTheme(core: Core): Promise<void> {
  const client = createClient(
    createInProcessTransport(core, { host: 'electron', allow: new Set(['read']) }),
  )
  client.on('preferences.changed', ({ theme }) => {
    nativeTheme.themeSource = theme
  })
  const { theme } = await client.api['preferences.get']({})
  nativeTheme.themeSource = theme
}
