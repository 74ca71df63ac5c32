import { ChevronRight, TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button, Collection, Tree, TreeItem, TreeItemContent } from 'react-aria-components'
import type { Result } from '#preload/contract'
import type { RunOutput } from '#preload/model'
import './output-tree.css'
import { listOf, openAtFirst, type TreeNode } from './tree-nodes.ts'

type RunResult = Result<'runs.start'>['result']

export interface OutputTreeProps {
  readonly output: RunOutput
  /** Of all that was emitted: the output may be the first of it. */
  readonly counts: { readonly events: number; readonly objects: number }
  readonly warnings: RunResult['warnings']
}

/** The output to walk through by arrow keys, with a mark at each value that was found fault with. */
export function OutputTree(props: OutputTreeProps) {
  const { output, warnings } = props
  const { events, objects } = props.counts
  const roots = useMemo(
    () => [listOf(output.events, 'events', events), listOf(output.objects, 'objects', objects)],
    [output, events, objects],
  )
  const marks = useMemo(() => {
    const found = new Map<string, string>()
    for (const { path, message } of warnings) {
      found.set(path, [found.get(path), message].filter(Boolean).join(' '))
    }
    return found
  }, [warnings])
  const [open, setOpen] = useState(() => openAtFirst(roots, [...marks.keys()]))

  function item(node: TreeNode) {
    const mark = marks.get(node.pointer)
    return (
      <TreeItem
        key={node.pointer}
        id={node.pointer}
        className="tree-row"
        textValue={`${node.key}: ${node.summary}${mark === undefined ? '' : `, ${mark}`}`}
      >
        <TreeItemContent>
          {({ hasChildItems, level, isExpanded }) => (
            <div className="tree-line" style={{ paddingLeft: (level - 1) * 16 }}>
              {hasChildItems ? (
                <Button slot="chevron" className="tree-chevron" data-open={isExpanded || undefined}>
                  <ChevronRight size={13} aria-hidden="true" />
                </Button>
              ) : (
                <span className="tree-chevron" />
              )}
              <span className="tree-key">{node.key}</span>
              <span className="tree-value" data-kind={node.kind}>
                {node.summary}
              </span>
              {mark !== undefined && (
                <span className="tree-mark">
                  <TriangleAlert size={12} aria-hidden="true" />
                  {mark}
                </span>
              )}
            </div>
          )}
        </TreeItemContent>
        <Collection items={[...node.children]}>{item}</Collection>
      </TreeItem>
    )
  }

  return (
    <Tree
      aria-label="Output as a tree"
      className="output-tree scroll"
      expandedKeys={open}
      onExpandedChange={(keys) => setOpen(new Set([...keys].map(String)))}
      items={roots}
    >
      {item}
    </Tree>
  )
}
