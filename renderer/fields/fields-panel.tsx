import { TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/format.ts'
import { SearchField } from '../ui/search-field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { EmptyState, Skeleton } from '../ui/state.tsx'
import { FieldDetail } from './field-detail.tsx'
import { FieldList } from './field-list.tsx'
import { filterRows, rowId, type FieldFilter, type FieldRow } from './field-words.ts'
import './fields.css'
import type { FieldsState } from './use-fields.ts'

export interface FieldsPanelProps {
  readonly fields: FieldsState
  readonly sourceVersion: number
  readonly isRunning: boolean
  /** Runs all events and sees what they read. */
  readonly onObserve: () => void
  /** Shows the field in the payload of an event. */
  readonly onShow: (row: FieldRow, eventId: string) => void
}

/** The fields of all captured events: in which they are, as what, and whether they are read. */
export function FieldsPanel(props: FieldsPanelProps) {
  const { report, error, retry } = props.fields
  if (report === null) {
    return error === null ? (
      <Skeleton label="Loading the fields" lines={6} />
    ) : (
      <EmptyState
        title="The fields could not be read"
        action={<Button onPress={retry}>Try again</Button>}
      >
        {error instanceof Error ? error.message : 'Something went wrong.'}
      </EmptyState>
    )
  }
  if (report.events.length === 0 && report.rows.length === 0) {
    return (
      <EmptyState title="No captured events">
        Capture or import webhooks: their fields are laid side by side here, in the order of time,
        with those that the function reads.
      </EmptyState>
    )
  }
  return <Fields {...props} report={report} />
}

interface FieldsProps extends FieldsPanelProps {
  readonly report: NonNullable<FieldsState['report']>
}

function Fields(props: FieldsProps) {
  const { report } = props
  const [chosenFilter, setFilter] = useState<FieldFilter>('all')
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const isKnown = report.reads !== null
  const filter = isKnown || chosenFilter === 'drift' ? chosenFilter : 'all'
  const rows = useMemo(() => filterRows(report.rows, filter, text), [report, filter, text])
  const selected = rows.find((row) => rowId(row) === chosen) ?? rows[0] ?? null
  const count = (one: FieldFilter): number => filterRows(report.rows, one, '').length
  const ofUse = (value: FieldFilter, label: string) => ({
    value,
    label,
    count: isKnown ? count(value) : undefined,
    isDisabled: !isKnown,
  })
  return (
    <section className="pane fields" aria-label="Fields">
      <header className="fields-bar">
        <SearchField label="Find a field" value={text} onChange={setText} />
        <Segmented<FieldFilter>
          label="Which fields"
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: 'All', count: count('all') },
            ofUse('read', 'Read'),
            ofUse('unread', 'Not read'),
            { value: 'drift', label: 'Drift', count: count('drift') },
          ]}
        />
      </header>
      <ReadsNote {...props} />
      {rows.length === 0 ? (
        <EmptyState title="No such field">
          {filter === 'drift' && text === ''
            ? 'From one captured event to the next, no field appears, vanishes or changes its type.'
            : 'No field fits what you are looking for.'}
        </EmptyState>
      ) : (
        <>
          <FieldList
            rows={rows}
            report={report}
            selected={selected}
            onSelect={setChosen}
            onShow={props.onShow}
          />
          {selected !== null && (
            <FieldDetail row={selected} report={report} onShow={props.onShow} />
          )}
        </>
      )}
    </section>
  )
}

function ReadsNote({ report, sourceVersion, isRunning, onObserve }: FieldsProps) {
  const { reads } = report
  const isOld = reads !== null && reads.sourceVersion !== sourceVersion
  if (reads !== null && !isOld && !reads.hasText && !report.isCut) {
    return null
  }
  return (
    <div className="fields-note">
      {(reads === null || isOld) && (
        <>
          <span className="grow">
            {isRunning
              ? 'Watching what the function reads…'
              : reads === null
                ? 'What the function reads is not known yet.'
                : `What is read was seen with version ${reads.sourceVersion}; the code has changed since.`}
          </span>
          {!isRunning && (
            <Button size="small" onPress={onObserve}>
              Watch a run
            </Button>
          )}
        </>
      )}
      {reads?.hasText === true && !isOld && (
        <span>
          <TriangleAlert size={12} aria-hidden="true" /> The function also takes the body as text:
          what it reads of that is not seen, unless it parses it as JSON.
        </span>
      )}
      {report.isCut && <span>Only {plural(report.rows.length, 'field')} are shown.</span>}
    </div>
  )
}
