import { formatBytes, plural } from '../ui/format.ts'
import { Row, Rows } from '../ui/rows.tsx'
import './history.css'
import { timeOf } from './run-texts.ts'
import type { CodeVersion } from './use-history.ts'

export interface VersionListProps {
  readonly versions: readonly CodeVersion[]
  readonly current: number
  readonly selected: number | null
  readonly onSelect: (version: number) => void
}

export function VersionList(props: VersionListProps) {
  return (
    <Rows
      label="Versions"
      selected={props.selected === null ? null : String(props.selected)}
      onSelect={(id) => props.onSelect(Number(id))}
    >
      {props.versions.map(({ version, savedAt, size, runs }) => (
        <Row
          key={version}
          id={String(version)}
          text={`Version ${version}, saved ${timeOf(savedAt)}`}
        >
          <span className="row-label">Version {version}</span>
          {version === props.current && <span className="history-current">saved code</span>}
          <time className="row-outcome" dateTime={savedAt}>
            {timeOf(savedAt)}
          </time>
          <span className="row-facts">
            {runs > 0 && `${plural(runs, 'run')} · `}
            {formatBytes(size)}
          </span>
        </Row>
      ))}
    </Rows>
  )
}
