/** How well a text fits what was typed: its letters in order, best at the starts of words. */
export interface Match {
  readonly score: number
  /** Positions of the letters that fit. */
  readonly at: readonly number[]
}

const WORD_START = 12
const IN_A_ROW = 8
const FIRST_LETTER = 6
/** Each letter that is passed over. */
const GAP = 0.4

/** `null` when a letter is missing. Words of the query may fit in any order. */
export function match(query: string, text: string): Match | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const lower = text.toLowerCase()
  const matches = words.map((word) => matchWord(word, lower))
  const at = new Set<number>()
  let score = 0
  for (const one of matches) {
    if (one === null) {
      return null
    }
    score += one.score
    for (const position of one.at) {
      at.add(position)
    }
  }
  // Of two that fit alike the shorter one is what was meant.
  return { score: score - text.length * 0.05, at: [...at].toSorted((a, b) => a - b) }
}

function matchWord(word: string, text: string): Match | null {
  // Each place of the first letter is tried: the first one is often not the best.
  let best: Match | null = null
  for (let start = text.indexOf(word.charAt(0)); start !== -1;) {
    const found = matchFrom(word, text, start)
    if (found !== null && (best === null || found.score > best.score)) {
      best = found
    }
    start = text.indexOf(word.charAt(0), start + 1)
  }
  return best
}

function matchFrom(word: string, text: string, start: number): Match | null {
  const at = [start]
  let score = placeScore(text, start)
  for (const letter of word.slice(1)) {
    const last = at.at(-1) ?? start
    const next = nextPlace(text, letter, last)
    if (next === -1) {
      return null
    }
    score += next === last + 1 ? IN_A_ROW : placeScore(text, next) - (next - last) * GAP
    at.push(next)
  }
  return { score, at }
}

/** The next letter if it goes on, else the start of a later word, else wherever it stands. */
function nextPlace(text: string, letter: string, last: number): number {
  if (text[last + 1] === letter) {
    return last + 1
  }
  for (let place = text.indexOf(letter, last + 1); place !== -1;) {
    if (isWordStart(text, place)) {
      return place
    }
    place = text.indexOf(letter, place + 1)
  }
  return text.indexOf(letter, last + 1)
}

function placeScore(text: string, place: number): number {
  if (place === 0) {
    return WORD_START + FIRST_LETTER
  }
  return isWordStart(text, place) ? WORD_START : 0
}

function isWordStart(text: string, place: number): boolean {
  return place === 0 || /[^\p{L}\p{N}]/u.test(text.charAt(place - 1))
}
