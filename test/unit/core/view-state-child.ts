/** One of two processes that change how pages were left. */
import { createViewState } from '#main/core/view-state'
import { openDatabase } from '#main/store/database'
import { createViewsRepo } from '#main/store/views-repo'

const [, , dataDir = '', name = ''] = process.argv
const database = openDatabase(dataDir)
const views = createViewState(createViewsRepo(database))
process.once('message', () => {
  for (let at = 0; at < 100; at++) {
    views.keep({ [`${name}-${at}`]: '1' })
  }
  database.close()
  process.disconnect()
})
process.send?.('ready')
