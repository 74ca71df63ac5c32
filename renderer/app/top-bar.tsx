import { useMutation } from '@tanstack/react-query'
import type { Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { useCaptureStatus } from '../host/queries.ts'
import { SourceSwitcher } from '../sources/source-switcher.tsx'
import { TunnelChip } from '../tunnel/tunnel-chip.tsx'
import { useConsent } from '../tunnel/use-consent.ts'
import './app.css'
import { Mark } from './mark.tsx'
import { PaletteButton } from './palette-button.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import { useAppliedPreferences } from './use-preferences.ts'

export interface TopBarProps {
  readonly sources: Result<'sources.list'>
  readonly current: Result<'sources.list'>[number] | null
  readonly onSwitch: (sourceId: string) => void
}

export function TopBar(props: TopBarProps) {
  'use memo'
  const { api } = useConnector()
  const { preferences, change } = useAppliedPreferences()
  const status = useCaptureStatus().data
  const retry = useMutation({ mutationFn: () => api['tunnel.retry']({}) })
  const consent = useConsent(status?.tunnel)
  const answer = useMutation({
    async mutationFn(next: Parameters<typeof change>[0]) {
      await api['preferences.set'](next)
      // A tunnel that is up goes, or the question comes.
      await api['tunnel.retry']({})
    },
  })
  const { current } = props
  return (
    <header className="top-bar">
      <h1 className="brand">
        <Mark size={17} />
        Hookbench
      </h1>
      <span className="top-bar-rule" />
      <SourceSwitcher sources={props.sources} current={current} onSwitch={props.onSwitch} />
      {current !== null && (
        <>
          <span className="source-tag" title="Profile: globals, limits and error classes">
            {current.profile}
          </span>
          {current.handler === 'legacy' && <span className="source-tag">legacy</span>}
        </>
      )}
      <span className="grow" />
      <PaletteButton />
      {preferences !== undefined && (
        <>
          {status !== undefined && (
            <TunnelChip
              tunnel={status.tunnel}
              preferences={preferences}
              onRetry={() => retry.mutate()}
              onConsent={consent.agree}
              onAnswer={(next) => answer.mutate(next)}
              onChangePreferences={change}
            />
          )}
          <ThemeMenu theme={preferences.theme} onChange={(theme) => change({ theme })} />
        </>
      )}
    </header>
  )
}
