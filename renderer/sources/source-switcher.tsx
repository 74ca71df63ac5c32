import { Check, ChevronsUpDown, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { SourceForm } from './source-form.tsx'
import { useDeleteSource } from './use-delete-source.ts'
import { useSourceActions } from './use-source-actions.ts'

type SourceSummary = Result<'sources.list'>[number]
type OpenDialog = 'create' | 'edit' | null

export interface SourceSwitcherProps {
  readonly sources: readonly SourceSummary[]
  /** `null` when there is no source at all. */
  readonly current: SourceSummary | null
  readonly onSwitch: (sourceId: string) => void
}

export function SourceSwitcher(props: SourceSwitcherProps) {
  const { sources, current } = props
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const remove = useDeleteSource(props.onSwitch)
  return (
    <>
      <Menu
        label="Sources"
        trigger={
          <Button variant="quiet" aria-label={`Source: ${current?.name ?? 'none'}`}>
            <strong className="truncate source-name">{current?.name ?? 'No source'}</strong>
            <ChevronsUpDown size={13} aria-hidden="true" />
          </Button>
        }
      >
        {sources.map((source) => (
          <MenuItem
            key={source.id}
            icon={<Check size={14} visibility={source.id === current?.id ? 'visible' : 'hidden'} />}
            note={source.slug}
            onAction={() => props.onSwitch(source.id)}
          >
            {source.name}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem icon={<Plus size={14} />} onAction={() => setDialog('create')}>
          New source…
        </MenuItem>
        <MenuItem
          icon={<Pencil size={14} />}
          isDisabled={current === null}
          onAction={() => setDialog('edit')}
        >
          Edit this source…
        </MenuItem>
        <MenuItem
          icon={<Trash2 size={14} />}
          tone="danger"
          isDisabled={current === null}
          onAction={() => current !== null && remove(current)}
        >
          Delete this source
        </MenuItem>
      </Menu>
      <SourceDialogs {...props} dialog={dialog} onClose={() => setDialog(null)} />
    </>
  )
}

interface SourceDialogsProps extends SourceSwitcherProps {
  readonly dialog: OpenDialog
  readonly onClose: () => void
}

export function SourceDialogs(props: SourceDialogsProps) {
  const { current, onClose } = props
  const actions = useSourceActions()
  if (props.dialog === 'create') {
    return (
      <SourceForm
        title="New source"
        submitLabel="Create"
        initial={{ name: '', slug: '', profile: '2019', handler: 'modern' }}
        hasSlug={false}
        isPending={actions.isPending}
        onClose={onClose}
        onSubmit={({ name, profile, handler }) =>
          actions.create({ name, profile, handler }, (source) => {
            onClose()
            props.onSwitch(source.id)
          })
        }
      />
    )
  }
  if (props.dialog === null || current === null) {
    return null
  }
  const { id, name, slug, profile, handler } = current
  return (
    <SourceForm
      title="Edit source"
      submitLabel="Save"
      initial={{ name, slug, profile, handler }}
      hasSlug
      problem={actions.updateProblem}
      isPending={actions.isPending}
      onClose={onClose}
      onSubmit={(values) => actions.update({ sourceId: id, ...values }, onClose)}
    />
  )
}
