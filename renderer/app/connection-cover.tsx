import { useEffect, useState } from 'react'
import { useConnection, useConnector } from '../host/connector-context.tsx'
import { ActionButton } from '../ui/action-button.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { Progress } from '../ui/state.tsx'
import { handlerOf, runAction } from './actions/action-registry.ts'
import { addressOf } from './address-of.ts'
import './app.css'
import { Cover } from './cover.tsx'
import { useServerState } from './use-server-state.ts'

/** A short loss (the machine woke up, the server restarts) passes without covering the window. */
const COVER_AFTER_MS = 900

export function ConnectionCover() {
  const connection = useConnection()
  return connection.kind === 'reconnecting' ? <LostConnection attempt={connection.attempt} /> : null
}

const words = {
  unknown: 'Trying again.',
  gone: 'The program behind this page does not answer: it was stopped, or it ended by itself. Start it again with hookbench serve, and paste the address that it prints: a new start has a new one.',
  stranger:
    'Hookbench was started anew, and a new start does not know this page. Open the address that it printed.',
} as const

function LostConnection({ attempt }: { attempt: number }) {
  const connector = useConnector()
  const [isCovered, setCovered] = useState(false)
  const server = useServerState(attempt)
  useEffect(() => {
    const timer = setTimeout(() => setCovered(true), COVER_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!isCovered) {
    return null
  }
  const hasCode = handlerOf('code.saveCopy') !== null
  return (
    <Cover
      title="The connection to Hookbench was lost"
      actions={
        <>
          {hasCode && (
            <ActionButton action="code.saveCopy" onPress={() => void runAction('code.saveCopy')} />
          )}
          <Button variant="primary" onPress={() => connector.reconnect()}>
            Try now
          </Button>
        </>
      }
    >
      <p className="muted">
        {words[server]} What was saved is safe, and what you typed is kept in this window.
      </p>
      {server === 'stranger' || <Progress label={`Reconnecting, attempt ${attempt}`} />}
      {server !== 'unknown' && <NewAddress />}
    </Cover>
  )
}

/** A new start has a new token, which only its printed address tells. */
function NewAddress() {
  const [text, setText] = useState('')
  const [isTried, setTried] = useState(false)
  const address = addressOf(text)
  return (
    <form
      className="cover-address"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (address !== null) {
          window.location.assign(address)
        }
      }}
    >
      <TextField
        label="Address that hookbench serve printed"
        mono
        placeholder="http://127.0.0.1:8378/?token=…"
        value={text}
        onChange={setText}
        error={isTried && address === null ? 'Paste the whole address, with its token.' : undefined}
      />
      <Button type="submit">Open</Button>
    </form>
  )
}
