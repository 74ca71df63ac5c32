import type { SettingValue } from '../model.ts'

/** The texts that a value consists of; none that is empty, which would be found in anything. */
export function textsOf(value: SettingValue): string[] {
  if (typeof value === 'boolean') {
    return []
  }
  return (typeof value === 'string' ? [value] : Object.values(value)).filter((text) => text !== '')
}
