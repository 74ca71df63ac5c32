import { ListBox, ListBoxItem } from 'react-aria-components'
import { SearchField } from '../ui/search-field.tsx'
import { EmptyState } from '../ui/state.tsx'
import type { TemplateSummary } from './find-templates.ts'

export interface TemplateListProps {
  readonly templates: readonly TemplateSummary[]
  readonly selected: string | undefined
  readonly query: string
  readonly onSearch: (query: string) => void
  readonly onSelect: (templateId: string) => void
}

export function TemplateList(props: TemplateListProps) {
  return (
    <section className="template-list" aria-label="Templates">
      <SearchField
        variant="bar"
        label="Search the templates"
        value={props.query}
        onChange={props.onSearch}
      />
      <ListBox
        aria-label="Templates"
        className="template-rows scroll"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={props.selected === undefined ? [] : [props.selected]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys]
          if (key !== undefined) {
            props.onSelect(String(key))
          }
        }}
        renderEmptyState={() => (
          <EmptyState title="No template fits">
            Search by the tool, such as Stripe, or by what it sends, such as orders.
          </EmptyState>
        )}
      >
        {props.templates.map((template) => (
          <ListBoxItem
            key={template.id}
            id={template.id}
            className="template-row"
            textValue={template.name}
          >
            <span className="template-name">{template.name}</span>
            <span className="template-description truncate">{template.description}</span>
          </ListBoxItem>
        ))}
      </ListBox>
    </section>
  )
}
