/** What parts of the window offer besides their buttons: for the palette and the native menu. */
import { useActions } from './actions/action-registry.ts'
import { pressPart } from './press-part.ts'
import type { BenchParts } from './use-bench-actions.ts'

type Parts = Pick<BenchParts, 'source' | 'ring' | 'onSelectTab'>

export function usePartActions({ source, ring, onSelectTab }: Parts): void {
  const canAccept = ring.progress === null && ring.rows.some(({ verdict }) => verdict !== 'same')
  useActions({
    'ring.accept': canAccept ? () => ring.accept() : null,
    'ring.watch': () => ring.watch(!ring.isWatching),
    'run.options': () => pressPart('run.options'),
    'ring.export'() {
      onSelectTab('ring')
      pressPart('ring.export')
    },
    'code.migrate': source.handler === 'legacy' ? () => pressPart('code.migrate') : null,
    'tunnel.open': () => pressPart('tunnel.open'),
  })
}
