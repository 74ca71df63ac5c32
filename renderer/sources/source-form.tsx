import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Dialog, DialogForm } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'

type Source = Result<'sources.get'>

export interface SourceFormValues {
  readonly name: string
  readonly slug: string
  readonly profile: Source['profile']
  readonly handler: Source['handler']
}

export interface SourceFormProps {
  readonly title: string
  readonly submitLabel: string
  readonly initial: SourceFormValues
  /** A new source gets its slug from its name. */
  readonly hasSlug: boolean
  readonly isPending: boolean
  /** Why what was submitted could not be saved. */
  readonly problem?: string | undefined
  readonly onSubmit: (values: SourceFormValues) => void
  readonly onClose: () => void
}

const profiles = [
  { value: '2019', label: '2019 (1 s, 2 MB)' },
  { value: 'current', label: 'Current (5 s, 512 KiB)' },
] as const

const handlers = [
  { value: 'modern', label: 'Modern: onRequest(request, settings)' },
  { value: 'legacy', label: 'Legacy: exports.processEvents' },
] as const

const SLUG = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

export function SourceForm(props: SourceFormProps) {
  const [values, setValues] = useState(props.initial)
  const [submitted, setSubmitted] = useState<SourceFormValues | null>(null)
  const wasSubmitted = submitted !== null
  const change = (part: Partial<SourceFormValues>): void => setValues({ ...values, ...part })
  const nameError = values.name.trim() === '' ? 'Give the source a name.' : undefined
  const slugError =
    props.hasSlug && !SLUG.test(values.slug)
      ? 'Use lower-case letters, digits and hyphens, such as orders-2.'
      : undefined
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <DialogForm
        submitLabel={props.submitLabel}
        isPending={props.isPending}
        onCancel={props.onClose}
        onSubmit={() => {
          setSubmitted(values)
          if (nameError === undefined && slugError === undefined) {
            props.onSubmit({ ...values, name: values.name.trim() })
          }
        }}
      >
        <TextField
          label="Name"
          value={values.name}
          onChange={(name) => change({ name })}
          error={wasSubmitted ? nameError : undefined}
          startsFocused
        />
        {props.hasSlug && (
          <TextField
            label="Slug"
            value={values.slug}
            onChange={(slug) => change({ slug })}
            error={slugError ?? (values === submitted ? props.problem : undefined)}
            hint="Names the source in the webhook's path and on the command line."
            mono
          />
        )}
        <Select
          label="Profile"
          value={values.profile}
          options={profiles}
          onChange={(profile) => change({ profile })}
        />
        <Select
          label="Interface"
          value={values.handler}
          options={handlers}
          onChange={(handler) => change({ handler })}
        />
      </DialogForm>
    </Dialog>
  )
}
