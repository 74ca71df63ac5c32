import type { SettingService } from '#main/sources/setting-service'
import { AppError } from '#preload/errors'

/** What of a source is to be masked. A secret that cannot be opened any more was in no run either. */
export function secretsOf(
  settings: Pick<SettingService, 'forRun'>,
  sourceId: string,
): readonly string[] {
  try {
    return settings.forRun(sourceId).secrets
  } catch (error) {
    if (error instanceof AppError) {
      return []
    }
    throw error
  }
}
