import { Button } from '../ui/button.tsx'
import {
  driftSentences,
  newestWith,
  presence,
  typesOf,
  typeWords,
  sentenceOfUse,
  type FieldRow,
  type FieldsReport,
} from './field-words.ts'
import './fields.css'

export interface FieldDetailProps {
  readonly row: FieldRow
  readonly report: FieldsReport
  readonly onShow: (row: FieldRow, eventId: string) => void
}

/** The chosen field in sentences. */
export function FieldDetail({ row, report, onShow }: FieldDetailProps) {
  const { present, possible } = presence(row)
  const types = typeWords(typesOf(row))
  const event = newestWith(row, report)
  const isSetting = row.place === 'settings'
  return (
    <section className="fields-detail" aria-label="The chosen field">
      <header>
        <code className="fields-full">{row.name}</code>
        {event !== null && !isSetting && (
          <Button size="small" onPress={() => onShow(row, event.id)}>
            Show in Captured Event {event.number}
          </Button>
        )}
      </header>
      <p>
        {isSetting
          ? present > 0
            ? 'A setting of this source.'
            : 'No setting of this source has this name and a value.'
          : types === ''
            ? 'In no captured event.'
            : `${types} in ${present} of ${possible} captured events.`}{' '}
        {report.reads !== null && sentenceOfUse(row)}
      </p>
      {row.drift.length > 0 && (
        <ul>
          {driftSentences(row, report).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
