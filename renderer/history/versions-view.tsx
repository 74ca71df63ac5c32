import { GitCompareArrows, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { Result } from '#preload/contract'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Panes } from '../ui/panes.tsx'
import { Skeleton } from '../ui/state.tsx'
import './history.css'
import type { HistoryEditors } from './runs-view.tsx'
import { useVersionCode, type HistoryState } from './use-history.ts'
import { VersionList } from './version-list.tsx'

export interface VersionsViewProps extends HistoryEditors {
  readonly source: Pick<Result<'sources.get'>, 'id' | 'version' | 'code'>
  readonly versions: HistoryState['versions']
  readonly onRestore: (version: number) => void
}

export function VersionsView(props: VersionsViewProps) {
  const { source } = props
  const [chosen, setChosen] = useState<number | null>(null)
  const [isComparing, setComparing] = useState(false)
  const versions = props.versions.data
  const selected = versions?.find(({ version }) => version === chosen) ?? versions?.[0]
  const version = selected?.version ?? source.version
  const code = useVersionCode(source.id, version).data?.code
  if (versions === undefined || code === undefined) {
    return <Skeleton label="Loading the versions" lines={6} />
  }
  const { Compare, Text } = props
  return (
    <>
      <Panes
        id="versions"
        orientation="vertical"
        splitterLabel="Resize the list and the code"
        items={[
          {
            id: 'versions',
            defaultSize: '40%',
            minSize: '80px',
            content: (
              <VersionList
                versions={versions}
                current={source.version}
                selected={version}
                onSelect={setChosen}
              />
            ),
          },
          {
            id: 'code',
            defaultSize: '60%',
            minSize: '100px',
            content: (
              <Text
                documentId={`version:${source.id}:${version}`}
                value={code}
                language="javascript"
                label={`Code of version ${version}`}
                isReadOnly
              />
            ),
          },
        ]}
      />
      <footer className="history-actions">
        <Button
          size="small"
          isDisabled={version === source.version}
          onPress={() => setComparing(true)}
        >
          <GitCompareArrows size={12} aria-hidden="true" />
          Compare with the saved code
        </Button>
        <span className="grow" />
        <Button size="small" onPress={() => props.onRestore(version)}>
          <RotateCcw size={12} aria-hidden="true" />
          Restore code
        </Button>
      </footer>
      {isComparing && (
        <Dialog
          title={`Version ${version} and the saved code`}
          width={1180}
          onClose={() => setComparing(false)}
        >
          <div className="compare-texts">
            <Compare original={code} modified={source.code} language="javascript" />
          </div>
          <div className="dialog-actions">
            <Button onPress={() => setComparing(false)}>Close</Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
