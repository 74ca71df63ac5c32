/** How runs of a source are made, as chosen last; kept across reloads. */
import { useCallback, useState } from 'react'
import type { Params } from '#preload/contract'
import { DEFAULT_CLOCK, isClockTime, isSeed, type FrozenClock } from '#preload/model/clock'
import type { NetworkMode } from '#preload/model/network'
import { readLocal, writeLocal } from '../ui/local-store.ts'

export interface RunChoices {
  readonly asDeployed: boolean
  readonly isFrozen: boolean
  /** Kept while the clock is not frozen, too. */
  readonly clock: FrozenClock
  readonly runOnSave: boolean
  readonly network: NetworkMode
}

const DEFAULTS: RunChoices = {
  asDeployed: false,
  isFrozen: false,
  clock: DEFAULT_CLOCK,
  runOnSave: false,
  network: 'live',
}

const MODES: readonly NetworkMode[] = ['live', 'record', 'replay']

function clockOf(kept: unknown): FrozenClock {
  const { now, seed } = { ...DEFAULT_CLOCK, ...(typeof kept === 'object' ? kept : null) }
  return isClockTime(now) && isSeed(seed) ? { now, seed } : DEFAULT_CLOCK
}

function readChoices(sourceId: string): RunChoices {
  const kept = readLocal(`run-choices:${sourceId}`)
  if (typeof kept !== 'object' || kept === null) {
    return DEFAULTS
  }
  const is = (key: string): boolean => key in kept && Reflect.get(kept, key) === true
  return {
    asDeployed: is('asDeployed'),
    isFrozen: is('isFrozen'),
    clock: clockOf(Reflect.get(kept, 'clock')),
    runOnSave: is('runOnSave'),
    network: MODES.find((mode) => mode === Reflect.get(kept, 'network')) ?? 'live',
  }
}

export function useRunChoices(sourceId: string): {
  choices: RunChoices
  change: (change: Partial<RunChoices>) => void
} {
  const [choices, setChoices] = useState(() => readChoices(sourceId))
  const change = useCallback(
    (changes: Partial<RunChoices>) =>
      setChoices((now) => {
        const next = { ...now, ...changes }
        writeLocal(`run-choices:${sourceId}`, next)
        return next
      }),
    [sourceId],
  )
  return { choices, change }
}

export function optionsOf(choices: RunChoices): NonNullable<Params<'runs.start'>['options']> {
  return {
    asDeployed: choices.asDeployed,
    deterministic: choices.isFrozen ? choices.clock : null,
    network: choices.network,
  }
}
