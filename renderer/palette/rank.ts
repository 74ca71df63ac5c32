/** What the palette shows for what was typed: recent ones first, then by how well they fit. */
import { match } from './fuzzy.ts'

export interface PaletteItem {
  readonly id: string
  readonly section: string
  readonly title: string
  /** Beside the title, smaller. */
  readonly note?: string
  /** Found by, not shown. */
  readonly words?: string
  /** `Mod+S` */
  readonly keys?: string
  readonly run: () => void
}

export interface Ranked {
  readonly item: PaletteItem
  /** Letters of the title that fit. */
  readonly at: readonly number[]
}

export interface RankedSection {
  readonly name: string
  readonly items: readonly Ranked[]
}

const RECENT = 'Recent'
const MOST_RECENT = 5
const MOST_SHOWN = 60
/** What was used lately is what is often meant. */
const RECENT_BONUS = 10
export function rank(
  items: readonly PaletteItem[],
  query: string,
  recent: readonly string[],
): RankedSection[] {
  return query.trim() === '' ? inOrder(items, recent) : byFit(items, query, recent)
}

function inOrder(items: readonly PaletteItem[], recent: readonly string[]): RankedSection[] {
  const used = recent
    .map((id) => items.find((item) => item.id === id))
    .filter((item) => item !== undefined)
    .slice(0, MOST_RECENT)
  const others = items.filter((item) => !used.includes(item))
  return [
    ...(used.length === 0 ? [] : [{ name: RECENT, items: used.map(plain) }]),
    ...sectionsOf(others.map(plain)),
  ]
}

function plain(item: PaletteItem): Ranked {
  return { item, at: [] }
}

function byFit(
  items: readonly PaletteItem[],
  query: string,
  recent: readonly string[],
): RankedSection[] {
  const fits = items
    .map((item) => fitOf(item, query, recent))
    .filter((fit) => fit !== null)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_SHOWN)
  return sectionsOf(fits)
}

function fitOf(
  item: PaletteItem,
  query: string,
  recent: readonly string[],
): (Ranked & { score: number }) | null {
  const bonus = recent.includes(item.id) ? RECENT_BONUS : 0
  const inTitle = match(query, item.title)
  if (inTitle !== null) {
    return { item, at: inTitle.at, score: inTitle.score + bonus }
  }
  // Beside the title only whole pieces count: loose letters fit almost any longer text.
  const aside = [item.title, item.section, item.note, item.words].join(' ').toLowerCase()
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return words.every((word) => aside.includes(word)) ? { item, at: [], score: bonus } : null
}

/** Sections in the order of their first item. */
function sectionsOf(ranked: readonly Ranked[]): RankedSection[] {
  const sections = new Map<string, Ranked[]>()
  for (const one of ranked) {
    const section = sections.get(one.item.section)
    if (section === undefined) {
      sections.set(one.item.section, [one])
    } else {
      section.push(one)
    }
  }
  return [...sections].map(([name, items]) => ({ name, items }))
}
