/** One of two processes that change how pages were left. */
import { createViewState } from '#main/core/view-state'
import { openDatabase } from '#main/store/database'
import { isLocked } from '#main/store/store-failure'
import { createViewsRepo } from '#main/store/views-repo'

const [, , dataDir = '', name = ''] = process.argv
const database = openDatabase(dataDir)
const views = createViewState(createViewsRepo(database))

/** As a page does it that was refused. */
function keep(key: string): void {
  try {
    views.keep({ [key]: '1' })
  } catch (error) {
    if (!isLocked(error)) {
      throw error
    }
    keep(key)
  }
}

process.once('message', () => {
  for (let at = 0; at < 100; at++) {
    keep(`${name}-${at}`)
  }
  database.close()
  process.disconnect()
})
process.send?.('ready')
