import { useEffect, useState } from 'react'
import type { EventData } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { ActionButton } from '../ui/action-button.tsx'
import { Button } from '../ui/button.tsx'
import { runAction } from './actions/action-registry.ts'
import { Cover } from './cover.tsx'

/** A newer Hookbench took the data over while this window was open. */
export function OutdatedCover() {
  const { on } = useConnector()
  const [told, setTold] = useState<EventData<'store.outdated'> | null>(null)
  useEffect(() => on('store.outdated', setTold), [on])
  if (told === null) {
    return null
  }
  return (
    <Cover
      title="A newer Hookbench has taken over your data"
      actions={
        <>
          <ActionButton action="code.saveCopy" onPress={() => void runAction('code.saveCopy')} />
          <Button variant="primary" onPress={() => window.location.reload()}>
            Load the page again
          </Button>
        </>
      }
    >
      <p className="muted">
        {told.message} This older one has stopped, so that it damages nothing. {told.hint}
      </p>
      <p className="muted">
        Everything that was saved is there in the newer one. What you typed here is kept, and a copy
        of the code can be saved as a file.
      </p>
    </Cover>
  )
}
