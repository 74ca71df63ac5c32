/** SQL for what sources answer, and for the names of the settings with their signing secrets. */
import { AnswerConfig } from '#preload/model/answers'
import type { Database } from './database.ts'

export interface AnswersRepo {
  find(sourceId: string): AnswerConfig | undefined
  /** `null` goes back to the default answer. */
  set(sourceId: string, config: AnswerConfig | null): void
  signingSetting(sourceId: string): string | undefined
  setSigningSetting(sourceId: string, name: string | null): void
}

export function createAnswersRepo(database: Database): AnswersRepo {
  const find = database
    .prepare<[string], string>('SELECT config FROM source_answers WHERE source_id = ?')
    .pluck()
  const upsert = database.prepare(
    `INSERT INTO source_answers (source_id, config) VALUES (?, ?)
     ON CONFLICT (source_id) DO UPDATE SET config = excluded.config`,
  )
  const remove = database.prepare('DELETE FROM source_answers WHERE source_id = ?')
  const signing = database
    .prepare<[string], string>('SELECT setting_name FROM signing_settings WHERE source_id = ?')
    .pluck()
  const setSigning = database.prepare(
    `INSERT INTO signing_settings (source_id, setting_name) VALUES (?, ?)
     ON CONFLICT (source_id) DO UPDATE SET setting_name = excluded.setting_name`,
  )
  const removeSigning = database.prepare('DELETE FROM signing_settings WHERE source_id = ?')

  return {
    find(sourceId) {
      const config = find.get(sourceId)
      return config === undefined ? undefined : AnswerConfig.parse(JSON.parse(config))
    },
    set(sourceId, config) {
      if (config === null) {
        remove.run(sourceId)
      } else {
        upsert.run(sourceId, JSON.stringify(config))
      }
    },
    signingSetting: (sourceId) => signing.get(sourceId),
    setSigningSetting(sourceId, name) {
      if (name === null) {
        removeSigning.run(sourceId)
      } else {
        setSigning.run(sourceId, name)
      }
    },
  }
}
