import { useMutation } from '@tanstack/react-query'
import { HardDrive } from 'lucide-react'
import { useConnector } from '../host/connector-context.tsx'
import { usePreferences } from '../host/queries.ts'
import { ActionButton } from '../ui/action-button.tsx'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/state.tsx'
import { showToast } from '../ui/toast.tsx'
import { runAction } from './actions/action-registry.ts'
import './app.css'
import { setTrouble, troubleOf, useStoreTrouble } from './store-trouble.ts'

/** What happened, what is safe, and what to press; until writing works again. */
export function StoreTroubleBar() {
  const { api } = useConnector()
  const trouble = useStoreTrouble()
  const theme = usePreferences().data?.theme
  const retry = useMutation({
    // Writes what is there already: whether that goes is what is asked.
    mutationFn: () => api['preferences.set'](theme === undefined ? {} : { theme }),
    onSuccess() {
      setTrouble(null)
      showToast({ tone: 'info', title: 'Saving works again.' })
      runAction('code.save')
    },
    onError: (error) => setTrouble(troubleOf(error)),
    meta: { isShownInPlace: true },
  })
  if (trouble === null) {
    return null
  }
  return (
    <section className="trouble" aria-label="Trouble with the data">
      {retry.isPending && <Progress label="Trying to write" />}
      <div className="trouble-row">
        <HardDrive size={16} aria-hidden="true" />
        <p role="alert">
          <strong>{trouble.message}</strong> {trouble.hint} What you typed is kept in this window.
        </p>
        <ActionButton
          action="code.saveCopy"
          size="small"
          onPress={() => void runAction('code.saveCopy')}
        />
        <Button
          size="small"
          variant="primary"
          isDisabled={retry.isPending}
          onPress={() => retry.mutate()}
        >
          Try again
        </Button>
      </div>
    </section>
  )
}
