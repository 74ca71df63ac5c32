import { ArrowRightFromLine, Eye, EyeOff, ListTree } from 'lucide-react'
import { ListBox, ListBoxItem, ListLayout, Virtualizer } from 'react-aria-components'
import {
  columnHead,
  newestWith,
  presence,
  rowId,
  rowText,
  signOf,
  wordsOfUse,
  type FieldRow,
  type FieldsReport,
} from './field-words.ts'
import './fields.css'

export interface FieldListProps {
  readonly rows: readonly FieldRow[]
  readonly report: FieldsReport
  readonly selected: FieldRow | null
  readonly onSelect: (id: string) => void
  readonly onShow: (row: FieldRow, eventId: string) => void
}

/** Of more events than these the newest are drawn. */
const MOST_CELLS = 12
const ROW_HEIGHT = 26

const icons = {
  read: Eye,
  'sent on': ArrowRightFromLine,
  listed: ListTree,
  'not read': EyeOff,
} as const

/** Only the rows in sight are drawn: a large payload has thousands of fields. */
export function FieldList({ rows, report, selected, onSelect, onShow }: FieldListProps) {
  const events = report.events.slice(-MOST_CELLS)
  const isKnown = report.reads !== null
  const skipped = report.events.length - events.length
  return (
    <>
      <div className="fields-head" aria-hidden="true">
        <span className="grow">Field</span>
        <span className="fields-cells">
          {events.map(({ id, number, kind }) => (
            <span
              key={id}
              className="fields-cell"
              title={`Captured Event ${number}${kind === null ? '' : ` (${kind})`}`}
            >
              {columnHead(number)}
            </span>
          ))}
        </span>
        <span className="fields-use">Function</span>
      </div>
      <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_HEIGHT }}>
        <ListBox
          aria-label="Fields of the captured events"
          className="fields-rows scroll"
          items={rows.map((row) => ({ id: rowId(row), row }))}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={selected === null ? [] : [rowId(selected)]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys]
            if (key !== undefined) {
              onSelect(String(key))
            }
          }}
          onAction={(key) => {
            const row = rows.find((one) => rowId(one) === key)
            const event = row === undefined ? null : newestWith(row, report)
            if (row !== undefined && event !== null) {
              onShow(row, event.id)
            }
          }}
        >
          {({ id, row }) => (
            <ListBoxItem id={id} className="fields-row" textValue={row.name}>
              <span className="visually-hidden">{rowText(row, isKnown)}</span>
              <FieldName row={row} />
              <Cells row={row} skipped={skipped} />
              <Use row={row} isKnown={isKnown} />
            </ListBoxItem>
          )}
        </ListBox>
      </Virtualizer>
    </>
  )
}

/** The end of a name says most: what is before it may be cut. */
function FieldName({ row }: { row: FieldRow }) {
  const { name, place } = row
  const at = Math.max(name.lastIndexOf('.'), name.endsWith('[]') ? name.lastIndexOf('[') - 1 : -1)
  const before = at < 0 ? '' : name.slice(0, at + 1)
  return (
    <span className="fields-name" title={name} aria-hidden="true">
      {place !== 'body' && <span className="fields-place">{place}</span>}
      <span className="fields-before">{before}</span>
      <span className="fields-last">{name.slice(before.length)}</span>
    </span>
  )
}

function Cells({ row, skipped }: { row: FieldRow; skipped: number }) {
  const drifts = new Map(row.drift.map(({ event, kind }) => [event, kind]))
  return (
    <span className="fields-cells" aria-hidden="true">
      {row.place === 'settings'
        ? null
        : row.cells.slice(skipped).map((cell, index) => (
            <span
              // An event is known by its place in the row.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              className="fields-cell"
              data-type={cell?.[0] ?? (cell === null ? 'none' : 'missing')}
              data-drift={drifts.get(index + skipped)}
            >
              {signOf(cell)}
            </span>
          ))}
    </span>
  )
}

function Use({ row, isKnown }: { row: FieldRow; isKnown: boolean }) {
  if (!isKnown) {
    return (
      <span className="fields-use" title="Not known yet" aria-hidden="true">
        ?
      </span>
    )
  }
  const words = wordsOfUse(row)
  const Icon = icons[words as keyof typeof icons]
  const isNowhere = words === 'read' && row.place !== 'settings' && presence(row).present === 0
  return (
    <span className="fields-use" data-use={isNowhere ? 'nowhere' : words} aria-hidden="true">
      <Icon size={13} aria-hidden="true" />
      {isNowhere ? 'missing' : words}
    </span>
  )
}
