/** Keys, palette, sheet of shortcuts and native menu: the ways to the actions of the window. */
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { allActions } from '#preload/actions'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { listKeys } from '../captures/event-actions.ts'
import { Palette } from '../palette/palette.tsx'
import type { PaletteItem } from '../palette/rank.ts'
import { ShortcutsSheet } from '../palette/shortcuts-sheet.tsx'
import { SourceDialogs } from '../sources/source-switcher.tsx'
import { useDeleteSource } from '../sources/use-delete-source.ts'
import { handlerOf, runAction, useActions } from './actions/action-registry.ts'
import { runOrSay } from './actions/run-or-say.ts'
import { offeredItems } from './actions/palette-offers.ts'
import { useActionKeys } from './actions/use-action-keys.ts'
import { Guide } from './lazy-parts.ts'
import { useAppliedPreferences } from './use-preferences.ts'

type SourceSummary = Result<'sources.list'>[number]

export interface ActionCenterProps {
  readonly sources: readonly SourceSummary[]
  /** `null` when there is no source at all. */
  readonly current: SourceSummary | null
  readonly onSwitch: (sourceId: string) => void
}

type Shown =
  | { readonly kind: 'palette' | 'switcher'; readonly items: readonly PaletteItem[] }
  | { readonly kind: 'guide' | 'shortcuts' | 'create' | 'edit' }
  | null

const SHORTCUTS = [
  ...allActions.flatMap(({ section, title, keys }) =>
    keys === undefined ? [] : [{ section, title, keys }],
  ),
  ...listKeys.map((row) => ({ section: 'In the list of events', ...row })),
]

const PALETTES = {
  palette: { label: 'Command palette', placeholder: 'Find an action, a source or an event' },
  switcher: { label: 'Go to source or event', placeholder: 'Find a source or an event' },
}

export function ActionCenter(props: ActionCenterProps) {
  const { current, onSwitch } = props
  const { api } = useConnector()
  const { change } = useAppliedPreferences()
  const [shown, setShown] = useState<Shown>(null)
  const retry = useMutation({ mutationFn: () => api['tunnel.retry']({}) })
  const close = (): void => setShown(null)
  const remove = useDeleteSource(onSwitch)

  useActionKeys()
  useNativeMenu()
  useActions({
    'go.anything': () => setShown({ kind: 'palette', items: itemsOf(props, true) }),
    'go.switch': () => setShown({ kind: 'switcher', items: itemsOf(props, false) }),
    'help.guide': () => setShown({ kind: 'guide' }),
    'help.shortcuts': () => setShown({ kind: 'shortcuts' }),
    'source.create': () => setShown({ kind: 'create' }),
    'source.edit': current === null ? null : () => setShown({ kind: 'edit' }),
    'source.delete': current === null ? null : () => remove(current),
    'tunnel.retry': () => retry.mutate(),
    'view.light': () => change({ theme: 'light' }),
    'view.dark': () => change({ theme: 'dark' }),
    'view.system': () => change({ theme: 'system' }),
  })

  if (shown === null) {
    return null
  }
  if (shown.kind === 'palette' || shown.kind === 'switcher') {
    return <Palette {...PALETTES[shown.kind]} items={shown.items} onClose={close} />
  }
  if (shown.kind === 'guide') {
    return <Guide onClose={close} />
  }
  if (shown.kind === 'shortcuts') {
    return <ShortcutsSheet rows={SHORTCUTS} onClose={close} />
  }
  return (
    <SourceDialogs
      sources={props.sources}
      current={current}
      onSwitch={onSwitch}
      dialog={shown.kind}
      onClose={close}
    />
  )
}

function itemsOf(props: ActionCenterProps, withActions: boolean): PaletteItem[] {
  return [...(withActions ? actionItems() : []), ...offeredItems(), ...sourceItems(props)]
}

/** Those that are possible now; the palette itself is not one of them. */
function actionItems(): PaletteItem[] {
  return allActions
    .filter(({ id }) => id !== 'go.anything' && handlerOf(id) !== null)
    .map(({ id, section, title, keys, words }) => ({
      id: `action:${id}`,
      section,
      title,
      keys,
      words,
      run: () => void runAction(id),
    }))
}

function sourceItems({ sources, current, onSwitch }: ActionCenterProps): PaletteItem[] {
  return sources
    .filter(({ id }) => id !== current?.id)
    .map(({ id, name, slug, eventCount }) => ({
      id: `source:${id}`,
      section: 'Sources',
      title: name,
      note: eventCount === 0 ? slug : `${slug} · ${eventCount} captured`,
      run: () => onSwitch(id),
    }))
}

function useNativeMenu(): void {
  const { on } = useConnector()
  useEffect(() => on('app.action', ({ actionId }) => runOrSay(actionId)), [on])
}
