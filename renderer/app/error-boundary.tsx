import { toWire } from '#preload/errors'
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { FullWindow } from './full-window.tsx'

interface State {
  readonly error: unknown
}

/** The last resort: a fault in the window itself. Drafts are kept apart and survive the reload. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) {
      return this.props.children
    }
    return (
      <FullWindow
        title="The window ran into a fault"
        detail={toWire(error).message}
        action={
          <Button variant="primary" onPress={() => window.location.reload()}>
            Reload the window
          </Button>
        }
      >
        What you typed is kept and comes back after a reload.
      </FullWindow>
    )
  }
}
