import { useEffect, useState } from 'react'
import { useConnection, useConnector } from '../host/connector-context.tsx'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/state.tsx'
import './app.css'

/** A short loss (the machine woke up, the server restarts) passes without covering the window. */
const COVER_AFTER_MS = 900
const LONG_LOSS_ATTEMPTS = 5

export function ConnectionCover() {
  const connection = useConnection()
  return connection.kind === 'reconnecting' ? <LostConnection attempt={connection.attempt} /> : null
}

function LostConnection(props: { attempt: number }) {
  const connector = useConnector()
  const [isCovered, setCovered] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setCovered(true), COVER_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!isCovered) {
    return null
  }
  return (
    <div className="connection-cover">
      <div className="connection-card" role="alertdialog" aria-labelledby="connection-title">
        <h1 id="connection-title">The connection to Hookbench was lost</h1>
        <p className="muted">
          Trying again, attempt {props.attempt}. What you typed is kept, and everything goes on
          where it was when the connection is back.
        </p>
        {props.attempt >= LONG_LOSS_ATTEMPTS && (
          <p className="muted">
            When <code>hookbench serve</code> was stopped, start it again and open the address that
            it prints: a new start has a new token.
          </p>
        )}
        <div style={{ alignSelf: 'stretch' }}>
          <Progress label="Reconnecting" />
        </div>
        <Button variant="primary" onPress={() => connector.reconnect()}>
          Try now
        </Button>
      </div>
    </div>
  )
}
