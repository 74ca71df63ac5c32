/** What the parts of the window put into the palette besides actions: events to go to, and such. */
import { useEffect } from 'react'
import type { PaletteItem } from '../../palette/rank.ts'
import { useLatest } from '../../ui/use-latest.ts'

type Offer = () => readonly PaletteItem[]

const offers = new Set<Offer>()

/** Asked for only when the palette opens. */
export function usePaletteOffer(offer: Offer): void {
  const latest = useLatest(offer)
  useEffect(() => {
    const ask = (): readonly PaletteItem[] => latest.current()
    offers.add(ask)
    return () => void offers.delete(ask)
  }, [latest])
}

export function offeredItems(): PaletteItem[] {
  return [...offers].flatMap((offer) => offer())
}
