import { openDatabase } from '#main/store/database'
import { createPreferencesRepo } from '#main/store/preferences-repo'

/**
 * As if the user had chosen it, 0 for any: the usual one may be another Hookbench's on this machine,
 * which a bar in the window says.
 */
export function wantPort(dataDir: string, capturePort: number): void {
  const database = openDatabase(dataDir)
  createPreferencesRepo(database).set({ capturePort })
  database.close()
}
