import './differences.css'

export interface Difference {
  /** JSON Pointer. */
  readonly path: string
  readonly kind: 'changed' | 'missing' | 'extra'
  readonly before?: unknown
  readonly after?: unknown
}

/** More than anybody reads; the whole is in the two texts side by side. */
const MAX_ROWS = 100
const MAX_TEXT = 400

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT)}…`
}

/** Where two values differ, a row each: the place, what was there, what is there. */
export function DifferenceList(props: {
  label: string
  differences: readonly Difference[]
  /** How many there are beyond these. */
  more: number
}) {
  const rows = props.differences.slice(0, MAX_ROWS)
  const more = props.differences.length - rows.length + props.more
  return (
    <>
      <ul className="differences" aria-label={props.label}>
        {rows.map(({ path, kind, before, after }) => (
          <li key={`${path} ${kind}`} className="difference">
            <span className="difference-path">{path === '' ? '/' : path}</span>
            {kind === 'extra' ? <i>nothing</i> : <del>{shown(before)}</del>}
            <span className="difference-arrow" aria-label="became">
              →
            </span>
            {kind === 'missing' ? <i>missing</i> : <ins>{shown(after)}</ins>}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="difference-more">And {more} more.</p>}
    </>
  )
}
