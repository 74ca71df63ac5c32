import type { ReactNode } from 'react'

interface NameValuesProps {
  /** Names may repeat, and their order is that of the request. */
  readonly rows: readonly {
    readonly name: string
    readonly value: string
    readonly mark?: ReactNode
  }[]
}

export interface NameValueTableProps extends NameValuesProps {
  readonly label: string
}

/** Scrolls by itself, and fills its pane. */
export function NameValueTable(props: NameValueTableProps) {
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="name-values scroll" tabIndex={0} aria-label={props.label}>
      <NameValues rows={props.rows} />
    </section>
  )
}

export function NameValues(props: NameValuesProps) {
  return (
    <table className="raw-headers">
      <thead className="visually-hidden">
        <tr>
          <th>Name</th>
          <th>Value</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ name, value, mark }, index) => (
          // The order is the identity: names repeat, and the list never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={index}>
            <td>{name}</td>
            <td>
              <bdi>{value}</bdi>
              {mark}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
