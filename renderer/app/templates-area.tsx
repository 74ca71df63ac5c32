import { useState, type RefObject } from 'react'
import type { Result } from '#preload/contract'
import { TextEditor } from '../editor/lazy-monaco.tsx'
import type { MonacoTextHandle } from '../editor/monaco-text.tsx'
import { TemplatesPanel } from '../templates/templates-panel.tsx'
import { missingSettings, useTemplateList } from '../templates/use-templates.ts'
import type { PayloadState } from '../test-panel/use-payload.ts'
import { keysText } from '../ui/keys.ts'
import { plural } from '../ui/format.ts'
import { showToast } from '../ui/toast.tsx'
import { useActions } from './actions/action-registry.ts'
import { usePaletteOffer } from './actions/palette-offers.ts'
import { focusWithin } from './focus-within.ts'

export interface TemplatesAreaProps {
  readonly source: Result<'sources.get'>
  readonly codeEditor: RefObject<MonacoTextHandle | null>
  readonly payload: PayloadState
  readonly isShown: boolean
  readonly onShow: () => void
  readonly onShowTest: () => void
  readonly onSwitch: (sourceId: string) => void
}

export function TemplatesArea(props: TemplatesAreaProps) {
  const { source, codeEditor, payload, onShow } = props
  const [selected, setSelected] = useState<string>()
  const [query, setQuery] = useState('')
  // For the palette, which offers them wherever the user is.
  const list = useTemplateList(true).data ?? []
  useActions({
    'go.templates'() {
      onShow()
      focusWithin('.templates-panel')
    },
  })
  usePaletteOffer(() =>
    list.map(({ id, name, description, keywords }) => ({
      id: `template:${id}`,
      section: 'Templates',
      title: `Template: ${name}`,
      note: description,
      words: keywords,
      run() {
        setQuery('')
        setSelected(id)
        onShow()
        focusWithin('.template-actions')
      },
    })),
  )
  return (
    <TemplatesPanel
      source={source}
      isShown={props.isShown}
      selected={selected}
      onSelect={setSelected}
      query={query}
      onSearch={setQuery}
      Text={TextEditor}
      onCreated={(made) => {
        props.onSwitch(made.id)
        showToast({
          tone: 'info',
          title: `The source “${made.name}” is made.`,
          hint: 'Save and Test runs it on the webhook of its template.',
        })
      }}
      onInsert={(template) => {
        codeEditor.current?.replaceAll(template.code)
        const added = missingSettings(source, template).length
        showToast({
          tone: 'info',
          title: `The template ${template.name} is in the editor.`,
          hint: [
            added === 0 ? '' : `${plural(added, 'setting')} added.`,
            `${keysText('Mod+Z')} brings your code back.`,
          ]
            .join(' ')
            .trim(),
        })
      }}
      onOpenPayload={(template) => {
        payload.open(template.payloadText)
        props.onShowTest()
      }}
    />
  )
}
