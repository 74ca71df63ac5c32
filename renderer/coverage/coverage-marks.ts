/** The report as marks beside and in the code; what they look like is the editor's. */
import { reachedBy, unreachedPlaces, whyUnreached, type CoverageReport } from './coverage-words.ts'

/** As the editor takes them. */
interface Mark {
  readonly startLine: number
  readonly startColumn: number
  readonly endLine: number
  readonly endColumn: number
  /** Beside the line: reached by none, in part, or reached; `inside` is a part of a line. */
  readonly kind: 'none' | 'part' | 'all' | 'inside'
  readonly text: string
}

export function marksOf(report: CoverageReport): Mark[] {
  const places = unreachedPlaces(report)
  const inPart = new Map(
    places.filter(({ kind }) => kind !== 'rest').map((place) => [place.startLine, place]),
  )
  const lines = report.marks.map(({ line, by }): Mark => {
    const place = inPart.get(line)
    const inside = places.find(({ startLine, endLine }) => startLine <= line && line <= endLine)
    const span = { startLine: line, startColumn: 1, endLine: line, endColumn: 1 }
    if (by.length === 0) {
      return { ...span, kind: 'none', text: whyUnreached(inside?.kind ?? 'rest') }
    }
    const reached = reachedBy(by, report.inputs)
    return place === undefined
      ? { ...span, kind: 'all', text: reached }
      : { ...span, kind: 'part', text: `${whyUnreached(place.kind)}. ${reached}` }
  })
  const inside = places.map(({ startLine, startColumn, endLine, endColumn, kind }): Mark => {
    const text = whyUnreached(kind)
    return { startLine, startColumn, endLine, endColumn, kind: 'inside', text }
  })
  return [...lines, ...inside]
}
