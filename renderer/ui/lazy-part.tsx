/**
 * Parts of the window that are not seen at its start: loaded after it, when the browser is idle,
 * so that opening one waits for nothing and needs no core. One that is opened before shows that it
 * comes; one that could not be loaded says so, with a way to try again.
 */
import { useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { EmptyState, Skeleton } from './state.tsx'

/** Whatever the browser is at, the next part is loaded then. */
const NEXT_WITHIN_MS = 2000

interface Part<P> {
  /** Tries again what failed; asks once for what is under way or there. */
  readonly load: () => Promise<void>
  readonly subscribe: (listener: () => void) => () => void
  readonly component: () => ComponentType<P> | undefined
  readonly hasFailed: () => boolean
}

const loads: (() => Promise<void>)[] = []

function createPart<P>(fetchPart: () => Promise<ComponentType<P>>): Part<P> {
  const listeners = new Set<() => void>()
  let component: ComponentType<P> | undefined
  let loading: Promise<void> | undefined
  let hasFailed = false
  const tell = (): void => listeners.forEach((listener) => listener())
  async function tryOnce(): Promise<void> {
    try {
      component = await fetchPart()
    } catch {
      loading = undefined
      hasFailed = true
    }
    tell()
  }
  const load = (): Promise<void> => (loading ??= tryOnce())
  loads.push(load)
  return {
    load() {
      hasFailed = false
      tell()
      return load()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    component: () => component,
    hasFailed: () => hasFailed,
  }
}

/** One after the other, each when nothing else is to be done. What fails is asked for when it is opened. */
export async function loadPartsWhenIdle(): Promise<void> {
  for (const load of loads) {
    // oxlint-disable-next-line no-await-in-loop -- one at a time is the point
    await new Promise((resolve) => {
      requestIdleCallback(resolve, { timeout: NEXT_WITHIN_MS })
    })
    // oxlint-disable-next-line no-await-in-loop
    await load()
  }
}

interface LazyComponent<P> {
  (props: P): ReactNode
  /** Ends once it is there, so that it is drawn at once, or did not come. */
  readonly load: () => Promise<void>
}

function lazyPart<P extends object>(
  fetchPart: () => Promise<ComponentType<P>>,
  instead: (props: P, retry: (() => void) | null) => ReactNode,
): LazyComponent<P> {
  const part = createPart(fetchPart)
  return Object.assign(
    function LazyPart(props: P) {
      const Loaded = useSyncExternalStore(part.subscribe, part.component)
      const hasFailed = useSyncExternalStore(part.subscribe, part.hasFailed)
      useEffect(() => {
        if (part.component() === undefined) {
          void part.load()
        }
      }, [])
      return Loaded === undefined ? (
        instead(props, hasFailed ? () => void part.load() : null)
      ) : (
        <Loaded {...props} />
      )
    },
    { load: part.load },
  )
}

const TITLE = 'This part could not be loaded'
const REASON =
  'Hookbench may have ended or been updated meanwhile. What you typed is kept: try again, or load the page anew.'

/** A part that fills a pane. */
export function lazyPanel<P extends object>(
  label: string,
  fetchPart: () => Promise<ComponentType<P>>,
): LazyComponent<P> {
  return lazyPart(fetchPart, (_props, retry) =>
    retry === null ? (
      <Skeleton label={label} />
    ) : (
      <EmptyState title={TITLE} action={<Button onPress={retry}>Try again</Button>}>
        {REASON}
      </EmptyState>
    ),
  )
}

/** A part over the window: nothing is shown of it for the moment that it takes. */
export function lazyDialog<P extends { readonly onClose: () => void }>(
  fetchPart: () => Promise<ComponentType<P>>,
): LazyComponent<P> {
  return lazyPart(fetchPart, (props, retry) =>
    retry === null ? null : (
      <Dialog title={TITLE} onClose={props.onClose} role="alertdialog">
        <p className="muted">{REASON}</p>
        <div className="dialog-actions">
          <Button onPress={props.onClose}>Close</Button>
          <Button variant="primary" onPress={retry}>
            Try again
          </Button>
        </div>
      </Dialog>
    ),
  )
}
