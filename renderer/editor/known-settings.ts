/** The settings of the source on the bench, for completion after `settings.`. */
import type { Result } from '#preload/contract'

type Setting = Pick<
  Result<'settings.save'>[number],
  'name' | 'label' | 'type' | 'description' | 'required'
>

let known: readonly Setting[] = []

export function setKnownSettings(settings: readonly Setting[]): void {
  known = settings
}

export function knownSettings(): readonly Setting[] {
  return known
}
