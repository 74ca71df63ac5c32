import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { HardDrive } from 'lucide-react'
import { useConnector } from '../host/connector-context.tsx'
import { usePreferences } from '../host/queries.ts'
import { queryKeys } from '../host/query-keys.ts'
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
  const queryClient = useQueryClient()
  const trouble = useStoreTrouble()
  const left =
    useQuery({
      queryKey: queryKeys.storeTrouble,
      queryFn: () => api['store.trouble']({}),
    }).data ?? null
  const theme = usePreferences().data?.theme
  const retry = useMutation({
    async mutationFn() {
      const recovered = await api['store.recover']({})
      // Writes what is there already: whether that goes is what is asked.
      await api['preferences.set'](theme === undefined ? {} : { theme })
      return recovered
    },
    onSuccess(recovered) {
      setTrouble(null)
      // Who is to bring them in may be another one by now.
      queryClient.setQueryData(queryKeys.storeTrouble, recovered.left)
      if (trouble !== null) {
        showToast({ tone: 'info', title: 'Saving works again.' })
        runAction('code.save')
      } else if (recovered.left === null) {
        showToast({ tone: 'info', title: 'The webhooks that came before are here.' })
      }
    },
    onError(error) {
      if (left === null || trouble !== null) {
        setTrouble(troubleOf(error))
      }
    },
    meta: { isShownInPlace: true },
  })
  const shown = trouble ?? left
  if (shown === null) {
    return null
  }
  return (
    <section className="trouble" aria-label="Trouble with the data">
      {retry.isPending && <Progress label="Trying to write" />}
      <div className="trouble-row">
        <HardDrive size={16} aria-hidden="true" />
        <p role="alert">
          <strong>{shown.message}</strong> {shown.hint}
          {trouble !== null && ' What you typed is kept in this window.'}
        </p>
        {trouble !== null && (
          <ActionButton
            action="code.saveCopy"
            size="small"
            onPress={() => void runAction('code.saveCopy')}
          />
        )}
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
