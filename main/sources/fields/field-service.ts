/** The fields of a source's captured events: in which they are, as what, and who reads them. */
import { setImmediate as pause } from 'node:timers/promises'
import type { Setting, Source } from '#preload/model'
import type { FieldPlace, FieldRow, FieldsReport, Reads } from '#preload/model/coverage'
import { isJsonObject } from '#preload/model/json-object'
import { findKinds, kindSample } from '../typing/discriminator.ts'
import { queryNames } from '../typing/query-names.ts'
import type { TypedRequest } from '../typing/typing-service.ts'
import { rowsOf, type PlaceTree, type RowContext } from './field-rows.ts'
import { addValue, createTree } from './field-tree.ts'
import { addMissing, collectUses } from './field-uses.ts'

interface EventSummary {
  readonly id: string
  readonly number: number
  readonly receivedAt: string
}

export interface FieldDependencies {
  source(sourceId: string): Pick<Source, 'id' | 'settings'>
  /** The captured events that are kept. */
  events(sourceId: string): readonly EventSummary[]
  /** `undefined` for an event that is gone. */
  requestOf(eventId: string): TypedRequest | undefined
  /** Of the observed runs; `null` before the first. */
  readsOf(
    sourceId: string,
  ): { readonly sourceVersion: number; readonly reads: readonly Reads[] } | null
}

export interface FieldService {
  fields(sourceId: string): Promise<FieldsReport>
}

interface Known {
  readonly event: EventSummary
  /** Of its body only what tells its kind. */
  readonly request: TypedRequest
}

export function createFieldService(deps: FieldDependencies): FieldService {
  return {
    async fields(sourceId) {
      const source = deps.source(sourceId)
      const events = deps.events(sourceId).toSorted((a, b) => a.number - b.number)
      const known: Known[] = []
      const body = createTree()
      // Large events one by one: whatever else the app does goes on in between. Ten of them are
      // not held at once, which would keep the garbage collector from being quick.
      /* oxlint-disable no-await-in-loop */
      for (const event of events) {
        const request = deps.requestOf(event.id)
        await pause()
        if (request !== undefined) {
          addValue(body, known.length, request.body)
          known.push({ event, request: { ...request, body: kindSample(request.body) } })
          await pause()
        }
      }
      /* oxlint-enable no-await-in-loop */
      const seen = deps.readsOf(sourceId)
      const reads = seen?.reads ?? []
      const { kindField, kinds } = kindsOf(known)
      const uses = collectUses(reads)
      const context: RowContext = { kinds, useOf: uses.of }
      const trees = [
        { place: 'body', root: body.root, names: new Map<string, string>() } as const,
        headersOf(known),
        queryOf(known),
        settingsOf(source.settings, known.length),
      ]
      const rows: FieldRow[] = []
      for (const tree of trees) {
        addMissing(tree.place, tree.root, reads, tree.names)
        // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
        rows.push(...(await rowsOf(tree, context, pause)))
      }
      await pause()
      return {
        sourceId,
        events: known.map(({ event: { id, number, receivedAt } }, index) => ({
          id,
          number,
          receivedAt,
          kind: kinds[index] ?? null,
        })),
        kindField,
        rows,
        isCut: body.isCut || reads.some(({ isCut }) => isCut),
        reads:
          seen === null
            ? null
            : {
                sourceVersion: seen.sourceVersion,
                inputs: reads.length,
                hasText: reads.some(({ hasText }) => hasText),
              },
      }
    },
  }
}

/** A body that is no object, or cannot be read, has no field and so no kind: it hides no other's. */
function kindsOf(known: readonly Known[]): { kindField: string | null; kinds: (string | null)[] } {
  const bodies = known.map(({ request }) => request.body)
  const found = findKinds(bodies.filter(isJsonObject))
  const kinds = bodies.map((body) => {
    const kind = found === null || !isJsonObject(body) ? null : body[found.field]
    return typeof kind === 'string' ? kind : null
  })
  return { kindField: found?.field ?? null, kinds }
}

interface NamedTree extends PlaceTree {
  readonly names: Map<string, string>
}

function namedTree(
  place: FieldPlace,
  known: readonly Known[],
  namesOf: (request: TypedRequest) => readonly string[],
  keyOf: (name: string) => string = (name) => name,
): NamedTree {
  const tree = createTree()
  const names = new Map<string, string>()
  for (const [index, { request }] of known.entries()) {
    const own = namesOf(request)
    for (const name of own) {
      names.set(keyOf(name), names.get(keyOf(name)) ?? name)
    }
    addValue(tree, index, Object.fromEntries(own.map((name) => [keyOf(name), ''])))
  }
  return { place, root: tree.root, names }
}

function headersOf(known: readonly Known[]): NamedTree {
  return namedTree(
    'headers',
    known,
    ({ rawHeaders }) => rawHeaders.map(([name]) => name),
    (name) => name.toLowerCase(),
  )
}

function queryOf(known: readonly Known[]): NamedTree {
  return namedTree('query', known, ({ query }) => queryNames(query))
}

const EXAMPLES = { STRING: '', BOOLEAN: true, ARRAY: [], TEXT_MAP: {} } as const

/** A setting is the same in all events. */
function settingsOf(settings: readonly Setting[], events: number): NamedTree {
  const tree = createTree()
  for (let index = 0; index < events; index += 1) {
    addValue(
      tree,
      index,
      Object.fromEntries(
        settings.flatMap(({ name, type, hasValue }) => (hasValue ? [[name, EXAMPLES[type]]] : [])),
      ),
    )
  }
  return { place: 'settings', root: tree.root, names: new Map() }
}
