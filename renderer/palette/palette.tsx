/** One list of everything that can be done or gone to, found by a few letters. */
import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { keysText } from '../ui/keys.ts'
import './palette.css'
import { rank, type PaletteItem, type Ranked } from './rank.ts'
import { readRecent, rememberRecent } from './recent.ts'

export interface PaletteProps {
  readonly label: string
  readonly placeholder: string
  readonly items: readonly PaletteItem[]
  readonly onClose: () => void
}

export function Palette(props: PaletteProps) {
  const [query, setQuery] = useState('')
  const [recent] = useState(readRecent)
  const { items, onClose } = props
  const sections = useMemo(() => rank(items, query, recent), [items, query, recent])

  const choose = (key: string): void => {
    const item = items.find(({ id }) => id === key)
    onClose()
    if (item !== undefined) {
      rememberRecent(item.id)
      // After the dialog has given the focus back, so that the action may move it on.
      requestAnimationFrame(() => requestAnimationFrame(item.run))
    }
  }

  return (
    <ModalOverlay
      className="overlay palette-overlay"
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) {
          onClose()
        }
      }}
    >
      <Modal className="palette-frame">
        <Dialog className="palette" aria-label={props.label}>
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            {/* Who opens the palette is about to type. */}
            {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
            <SearchField className="palette-field" aria-label={props.label} autoFocus>
              <Search size={15} aria-hidden="true" />
              <Input
                className="palette-input"
                placeholder={props.placeholder}
                // It and the list below it are one control, and the focus stays here. Autocomplete
                // itself names the list that it controls.
                // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props, jsx-a11y/prefer-tag-over-role
                role="combobox"
                aria-expanded
                aria-haspopup="listbox"
                // The field would only clear its text: who leaves wants to be back at once.
                onKeyDownCapture={(event) => {
                  if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
                    event.preventDefault()
                    event.stopPropagation()
                    onClose()
                  }
                }}
                onKeyDown={(event) => {
                  const [first] = sections.flatMap((section) => section.items)
                  // The library marks the first one a moment later, which who types fast is before.
                  const isMarked = event.currentTarget.getAttribute('aria-activedescendant')
                  if (event.key === 'Enter' && !isMarked && first !== undefined) {
                    event.preventDefault()
                    choose(first.item.id)
                  }
                }}
              />
            </SearchField>
            <ListBox
              className="palette-list scroll"
              aria-label={props.label}
              items={sections}
              onAction={(key) => choose(String(key))}
              renderEmptyState={() => (
                <p className="palette-empty">Nothing fits “{query}”. Try fewer letters.</p>
              )}
            >
              {(section) => (
                <ListBoxSection id={section.name} className="palette-section">
                  <Header className="palette-heading">{section.name}</Header>
                  <Collection items={section.items.map((one) => ({ ...one, id: one.item.id }))}>
                    {(one) => <Row ranked={one} />}
                  </Collection>
                </ListBoxSection>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Row(props: { ranked: Ranked }) {
  const { item, at } = props.ranked
  return (
    <ListBoxItem id={item.id} className="palette-item" textValue={item.title}>
      <span className="truncate">
        <Marked text={item.title} at={at} />
      </span>
      {item.note !== undefined && <span className="palette-note truncate">{item.note}</span>}
      {item.keys !== undefined && <kbd className="kbd palette-keys">{keysText(item.keys)}</kbd>}
    </ListBoxItem>
  )
}

/** The letters that fit what was typed stand out. */
function Marked(props: { text: string; at: readonly number[] }) {
  const { text, at } = props
  const parts: { readonly text: string; readonly isMarked: boolean; readonly from: number }[] = []
  for (const [index, letter] of text.split('').entries()) {
    const isMarked = at.includes(index)
    const last = parts.at(-1)
    if (last?.isMarked === isMarked) {
      parts[parts.length - 1] = { ...last, text: last.text + letter }
    } else {
      parts.push({ text: letter, isMarked, from: index })
    }
  }
  return parts.map((part) =>
    part.isMarked ? (
      <mark key={part.from}>{part.text}</mark>
    ) : (
      <span key={part.from}>{part.text}</span>
    ),
  )
}
