import { failurePages } from '#main/electron/failure-page'
import { expect, it } from 'vitest'

const error = {
  code: 'database_newer',
  message: 'The database <b>is</b> "newer".',
  hint: 'Update Hookbench & try again.',
} as const

it('says the sentence and the next step, as text', async () => {
  const answer = failurePages(error, () => undefined)
  const html = await answer(new Request('https://failure.hookbench.invalid/')).text()
  expect(html).toContain('The database &lt;b&gt;is&lt;/b&gt; &quot;newer&quot;.')
  expect(html).toContain('Update Hookbench &amp; try again.')
  expect(html).toContain('database_newer')
})

it('hands on what the user chose, and only that', async () => {
  const chosen: string[] = []
  const answer = failurePages(error, (choice) => chosen.push(choice))
  for (const name of ['retry', 'quit', 'anything']) {
    const url = `https://failure.hookbench.invalid/${name}`
    answer(new Request(url))
    expect(answer(new Request(url, { method: 'POST' })).status).toBe(204)
  }
  expect(chosen).toEqual(['retry', 'quit', 'quit'])
})
