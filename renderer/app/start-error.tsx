import { toWire, type ErrorCode } from '#preload/errors'
import { Button } from '../ui/button.tsx'
import { FullWindow } from './full-window.tsx'

const titles: Partial<Record<ErrorCode, string>> = {
  database_newer: 'Your data was written by a newer Hookbench',
  database_locked: 'Another program holds your data',
  database_failed: 'Your data cannot be read',
  forbidden: 'This window is not allowed in',
}

/** The core answered that it cannot work. Nothing was changed; the user learns why and what to do. */
export function StartError(props: { error: unknown; onRetry: () => void }) {
  const { code, message, hint } = toWire(props.error)
  return (
    <FullWindow
      title={titles[code] ?? 'Hookbench could not start'}
      detail={hint === undefined ? undefined : message}
      action={
        <Button variant="primary" onPress={props.onRetry}>
          Try again
        </Button>
      }
    >
      {hint ?? message}
    </FullWindow>
  )
}
