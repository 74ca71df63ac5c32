import { WandSparkles } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { lazyDialog } from '../ui/lazy-part.tsx'
import { Progress } from '../ui/state.tsx'
import type { CompareProps } from './migrate-dialog.tsx'
import './migrate.css'
import { useMigration } from './use-migration.ts'

const MigrateDialog = lazyDialog(async () => {
  const { MigrateDialog: Dialog } = await import('./migrate-dialog.tsx')
  return Dialog
})

export interface MigrateNoticeProps {
  readonly source: Result<'sources.get'>
  /** The editor's text of this moment. */
  readonly code: () => string
  readonly lastError: Result<'runs.start'>['result']['error']
  readonly Compare: ComponentType<CompareProps>
  readonly onApply: (code: string) => Promise<void>
}

/** What a legacy function throws in a modern source. */
export function meansLegacy(error: MigrateNoticeProps['lastError']): boolean {
  return error?.name === 'ReferenceError' && error.message.startsWith('exports is not defined')
}

/** Above the code of a legacy function: the way to the modern interface. */
export function MigrateNotice(props: MigrateNoticeProps) {
  const { source } = props
  const migration = useMigration(source.id)
  const isLegacy = source.handler === 'legacy'
  if (!isLegacy && !meansLegacy(props.lastError) && migration.migration === null) {
    return null
  }
  const { error } = migration
  return (
    <>
      <section className="migrate-notice" aria-label="Migrate">
        <WandSparkles size={14} aria-hidden="true" />
        <span className="grow">
          {isLegacy
            ? 'This source uses the legacy interface, exports.processEvents.'
            : 'This code is written for the legacy interface, but the source is a modern one.'}
        </span>
        <Button
          size="small"
          data-part="code.migrate"
          isDisabled={migration.isPending}
          onPress={() => migration.start(props.code())}
        >
          Migrate to onRequest…
        </Button>
      </section>
      {migration.isPending && <Progress label="Migrating and comparing both functions" />}
      {error !== null && (
        <p className="migrate-error" role="alert">
          {error.message} {error.hint}
        </p>
      )}
      {migration.migration !== null && (
        <MigrateDialog
          migration={migration.migration}
          Compare={props.Compare}
          onClose={migration.close}
          onApply={props.onApply}
        />
      )}
    </>
  )
}
