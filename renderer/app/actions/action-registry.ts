/** What each action of the catalogue does right now: the parts of the window that do it say so. */
import { useEffect } from 'react'
import type { ActionId } from '#preload/actions'
import { useLatest } from '../../ui/use-latest.ts'

/** `null`: known here, and not possible now. */
export type ActionHandler = (() => void) | null
export type ActionHandlers = Partial<Readonly<Record<ActionId, ActionHandler>>>

/** The newest last: a part that is shown over another one takes the action over. */
let offers: readonly { readonly current: ActionHandlers }[] = []

/** Offers the actions for as long as the component is shown. */
export function useActions(handlers: ActionHandlers): void {
  const latest = useLatest(handlers)
  useEffect(() => {
    offers = [...offers, latest]
    return () => {
      offers = offers.filter((offer) => offer !== latest)
    }
  }, [latest])
}

export function handlerOf(id: ActionId): ActionHandler {
  return offers.findLast(({ current }) => current[id] !== undefined)?.current[id] ?? null
}

/** `false` when it is not possible now. */
export function runAction(id: ActionId): boolean {
  const handler = handlerOf(id)
  handler?.()
  return handler !== null
}
