import { FilePlus2, FlaskConical, TextCursorInput } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { EmptyState, Skeleton } from '../ui/state.tsx'
import { findTemplates } from './find-templates.ts'
import { TemplateList } from './template-list.tsx'
import { TemplatePreview, type TextViewProps } from './template-preview.tsx'
import './templates.css'
import { useTemplate, useTemplateActions, useTemplateList, type Template } from './use-templates.ts'

export interface TemplatesPanelProps {
  readonly source: Result<'sources.get'>
  readonly isShown: boolean
  readonly selected: string | undefined
  readonly onSelect: (templateId: string) => void
  readonly query: string
  readonly onSearch: (query: string) => void
  readonly Text: ComponentType<TextViewProps>
  readonly onCreated: (source: Result<'sources.get'>) => void
  /** As one edit of the open editor, which undo takes back. */
  readonly onInsert: (template: Template) => void
  readonly onOpenPayload: (template: Template) => void
}

export function TemplatesPanel(props: TemplatesPanelProps) {
  const list = useTemplateList(props.isShown)
  const templates = findTemplates(list.data ?? [], props.query)
  const chosen = templates.find(({ id }) => id === props.selected) ?? templates[0]
  if (list.isError) {
    return (
      <EmptyState
        title="The templates could not be read"
        action={<Button onPress={() => void list.refetch()}>Try again</Button>}
      >
        The core did not answer. What you have typed is safe.
      </EmptyState>
    )
  }
  if (list.data === undefined || !props.isShown) {
    return <Skeleton label="Loading the templates" lines={6} />
  }
  return (
    <div className="templates-panel">
      <TemplateList
        templates={templates}
        selected={chosen?.id}
        query={props.query}
        onSearch={props.onSearch}
        onSelect={props.onSelect}
      />
      {chosen !== undefined && <Chosen {...props} templateId={chosen.id} />}
    </div>
  )
}

function Chosen(props: TemplatesPanelProps & { templateId: string }) {
  const { source } = props
  const template = useTemplate(props.templateId).data
  const { create, addSettings } = useTemplateActions(source)
  if (template === undefined) {
    return <Skeleton label="Loading the template" />
  }
  const isOtherInterface = template.handler !== source.handler
  return (
    <div className="template-chosen">
      <header className="template-head">
        <div className="template-words">
          <h3>{template.name}</h3>
          <p>{template.description}</p>
        </div>
        <div className="template-actions">
          <Button
            variant="primary"
            isDisabled={create.isPending}
            onPress={() => create.mutate(template.id, { onSuccess: props.onCreated })}
          >
            <FilePlus2 size={13} aria-hidden="true" />
            Use as new source
          </Button>
          <Button
            isDisabled={isOtherInterface || addSettings.isPending}
            onPress={() => {
              props.onInsert(template)
              addSettings.mutate(template)
            }}
          >
            <TextCursorInput size={13} aria-hidden="true" />
            Insert into editor
          </Button>
          <Button variant="quiet" onPress={() => props.onOpenPayload(template)}>
            <FlaskConical size={13} aria-hidden="true" />
            Try its payload
          </Button>
        </div>
        {isOtherInterface && (
          <p className="template-reason">
            It cannot be inserted here: it has the {template.handler} interface and this source the{' '}
            {source.handler} one.
          </p>
        )}
      </header>
      <TemplatePreview template={template} Text={props.Text} />
    </div>
  )
}
