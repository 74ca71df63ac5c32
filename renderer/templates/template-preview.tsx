import { LockKeyhole } from 'lucide-react'
import { useState, type ComponentType } from 'react'
import { Segmented } from '../ui/segmented.tsx'
import { EmptyState } from '../ui/state.tsx'
import type { Template } from './use-templates.ts'

export interface TextViewProps {
  readonly documentId: string
  readonly value: string
  readonly language: 'javascript' | 'json'
  readonly label: string
  readonly isReadOnly?: boolean
}

type Part = 'code' | 'payload' | 'settings' | 'output'

const TYPE_WORDS = { STRING: 'String', BOOLEAN: 'Boolean', ARRAY: 'List', TEXT_MAP: 'Map' }

export interface TemplatePreviewProps {
  readonly template: Template
  /** An editor, which is another feature. */
  readonly Text: ComponentType<TextViewProps>
}

/** What a template is made of, one part at a time. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { template, Text } = props
  const [part, setPart] = useState<Part>('code')
  return (
    <section className="template-preview" aria-label={`Template ${template.name}`}>
      <div className="template-parts">
        <Segmented<Part>
          label="Part of the template"
          value={part}
          onChange={setPart}
          options={[
            { value: 'code', label: 'Code' },
            { value: 'payload', label: 'Payload' },
            { value: 'settings', label: 'Settings', count: template.settings.length },
            { value: 'output', label: 'Output' },
          ]}
        />
        <span className="grow" />
        <span className="source-tag" title="Profile: globals, limits and error classes">
          {template.profile}
        </span>
        {template.handler === 'legacy' && <span className="source-tag">legacy</span>}
      </div>
      {part === 'settings' ? (
        <SettingRows settings={template.settings} />
      ) : (
        <Text
          // Another language needs another editor.
          key={part === 'code' ? 'javascript' : 'json'}
          documentId={`template:${template.id}:${part}`}
          value={textOf(template, part)}
          language={part === 'code' ? 'javascript' : 'json'}
          label={`${{ code: 'Code', payload: 'Payload', output: 'Output' }[part]} of the template`}
          isReadOnly
        />
      )}
    </section>
  )
}

function textOf(template: Template, part: Exclude<Part, 'settings'>): string {
  if (part === 'output') {
    return JSON.stringify(template.output, null, 2)
  }
  return part === 'code' ? template.code : template.payloadText
}

function SettingRows(props: { settings: Template['settings'] }) {
  if (props.settings.length === 0) {
    return (
      <EmptyState title="No settings">
        This template has what it needs in its code. Add settings to it as you like.
      </EmptyState>
    )
  }
  return (
    <dl className="template-settings scroll">
      {props.settings.map((setting) => (
        <div key={setting.name} className="template-setting">
          <dt>
            <strong>{setting.label}</strong>
            <code>settings.{setting.name}</code>
            <span className="muted">{TYPE_WORDS[setting.type]}</span>
            {setting.encrypted && (
              <span className="template-encrypted">
                <LockKeyhole size={11} aria-hidden="true" />
                Encrypted
              </span>
            )}
          </dt>
          <dd>{setting.description}</dd>
        </div>
      ))}
    </dl>
  )
}
