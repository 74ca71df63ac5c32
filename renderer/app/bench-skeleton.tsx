/**
 * The frame of the window before there is something in it. `index.html` holds the same, drawn
 * before the page's script is there: a test keeps them alike.
 */
import { Skeleton } from '../ui/state.tsx'
import './app.css'
import { Mark } from './mark.tsx'

export function BenchSkeleton() {
  return (
    <main className="workbench">
      <div className="top-bar">
        <h1 className="brand">
          <Mark size={17} />
          Hookbench
        </h1>
        <span className="top-bar-rule" />
      </div>
      <BodySkeleton label="Starting Hookbench" />
    </main>
  )
}

/** The same below the top bar. */
export function BodySkeleton(props: { label: string }) {
  return (
    <>
      <div className="capture-bar capture-bar-skeleton" />
      <div className="workbench-body">
        <div className="tab-bar" />
        <Skeleton label={props.label} lines={6} />
      </div>
    </>
  )
}

/** A pane whose tabs are still to come. */
export function PaneSkeleton() {
  return (
    <>
      <div className="tab-bar" />
      <Skeleton label="Loading the tools" />
    </>
  )
}
