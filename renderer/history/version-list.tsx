import { ListBox, ListBoxItem } from 'react-aria-components'
import { formatBytes, plural } from '../ui/format.ts'
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
    <ListBox
      aria-label="Versions"
      className="history-rows scroll"
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={props.selected === null ? [] : [String(props.selected)]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys]
        if (key !== undefined) {
          props.onSelect(Number(key))
        }
      }}
    >
      {props.versions.map(({ version, savedAt, size, runs }) => (
        <ListBoxItem
          key={version}
          id={String(version)}
          className="history-row"
          textValue={`Version ${version}, saved ${timeOf(savedAt)}`}
        >
          <span className="history-label">Version {version}</span>
          {version === props.current && <span className="history-current">saved code</span>}
          <time className="history-outcome" dateTime={savedAt}>
            {timeOf(savedAt)}
          </time>
          <span className="history-facts">
            {runs > 0 && `${plural(runs, 'run')} · `}
            {formatBytes(size)}
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  )
}
