/** Every method once over Electron's real IPC, by the table of the contract test. */
import { methods } from '#preload/contract'
import { rows } from '../contract/rows.ts'
import { codeOf, playAll, rawCaller } from '../contract/transcript.ts'
import { expect, test } from './support/fixtures.ts'
import { connectToPage } from './support/page-transport.ts'

test('every method answers over the real bridge', async ({ desktop, receiver }) => {
  const { app, page } = await desktop()
  // Stands in for the system's dialog, which nobody answers here.
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] })
  })
  const transport = await connectToPage(page)
  const answers = await playAll(transport, receiver.url)
  expect(Object.keys(answers).toSorted()).toEqual(Object.keys(methods).toSorted())
  for (const [method, { invalid, missing }] of Object.entries(answers)) {
    expect([method, invalid]).toEqual([method, 'invalid_params'])
    const expected = rows[method as keyof typeof rows].missing === undefined
    expect([method, missing]).toEqual([method, expected ? undefined : 'not_found'])
  }
  expect(codeOf(await rawCaller(transport)('no.such.method', {}))).toBe('unknown_method')
})
