import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Group } from 'react-aria-components'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { HeaderRows, toHeaderRows } from '../ui/header-rows.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { errorsOf, presets } from './answer-draft.ts'
import { Card } from './card.tsx'
import { useAnswer } from './use-answer.ts'

const BODY_ROWS = 4

/** What senders get when their event is on disk. */
export function AnswerForm(props: { answer: Result<'answers.get'> }) {
  const { answer } = props
  const editing = useAnswer(answer)
  const [showsErrors, setShowErrors] = useState(false)
  const { draft, isDirty } = editing
  const errors = errorsOf(draft)
  const isValid = Object.keys(errors).length === 0
  return (
    <Card
      title="Answer"
      action={
        <Menu
          label="Ready-made answers"
          trigger={
            <Button size="small" variant="quiet">
              Ready-made
              <ChevronDown size={12} aria-hidden="true" />
            </Button>
          }
        >
          {presets.map(({ label, config }) => (
            <MenuItem
              key={label}
              onAction={() =>
                editing.change({
                  status: String(config.status),
                  headers: toHeaderRows(config.headers),
                  body: config.body,
                })
              }
            >
              {label}
            </MenuItem>
          ))}
        </Menu>
      }
    >
      <form
        className="answer-form"
        aria-label="Answer"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setShowErrors(!isValid)
          if (isValid && isDirty && !editing.isSaving) {
            editing.save()
          }
        }}
      >
        <div className="answer-line">
          <TextField
            label="Status"
            mono
            value={draft.status}
            onChange={(status) => editing.change({ status })}
            error={errors.status}
          />
          <TextField
            label="Delay in ms"
            mono
            value={draft.delay}
            onChange={(delay) => editing.change({ delay })}
            error={errors.delay}
          />
          <p className="muted answer-note">Most senders give up after 3 to 30 seconds.</p>
        </div>
        <Group className="field" aria-label="Headers of the answer">
          <span className="field-label">Headers</span>
          <HeaderRows
            label="Header"
            rows={draft.headers}
            onChange={(headers) => editing.change({ headers })}
          />
          {showsErrors && errors.headers !== undefined && (
            <p className="field-error" role="alert">
              {errors.headers}
            </p>
          )}
        </Group>
        <TextField
          label="Body"
          mono
          rows={BODY_ROWS}
          value={draft.body}
          onChange={(body) => editing.change({ body })}
        />
        <div className="card-actions">
          <Button type="submit" variant={isDirty ? 'primary' : 'default'}>
            Save answer
          </Button>
          {isDirty && (
            <Button variant="quiet" onPress={editing.discard}>
              Discard changes
            </Button>
          )}
          <span className="grow" />
          {!answer.isDefault && !isDirty && (
            <Button variant="quiet" onPress={editing.reset}>
              Back to the default answer
            </Button>
          )}
        </div>
      </form>
    </Card>
  )
}
