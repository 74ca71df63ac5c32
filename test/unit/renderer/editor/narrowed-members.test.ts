/** Which members the editor offers once the kind of an event is known, asked of Monaco's TypeScript. */
import { expect, it } from 'vitest'
import { toShadow, withInsertions } from '../../../../renderer/editor/typings/insertions.ts'
import { hideOtherKinds } from '../../../../renderer/editor/typings/narrowed-members.ts'
import { sharedTypings } from '../../../../renderer/editor/typings/shared-typings.ts'
import { typedParameters } from '../../../../renderer/editor/typings/typed-parameters.ts'
import { printTypings } from '../../../../main/sources/typing/typings.ts'

const { typescript } = await import(
  // @ts-expect-error it comes without declarations
  'monaco-editor/languages/features/typescript/lib/typescriptServices'
)

const dts = printTypings({
  bodies: [
    { type: 'order.created', total: 3, note: null },
    { type: 'refund.created', amount: 2, order: { id: 'o', extra: 'x' } },
    { type: 'refund.created', amount: 2, order: { id: 'o' } },
  ],
  headerNames: [],
  queryNames: [],
  settings: [],
  origin: '',
})

/** What is offered at the `|`. */
function offered(marked: string): string[] {
  const at = marked.indexOf('|')
  const text = marked.replace('|', '')
  const insertions = typedParameters(typescript, text)
  const files = new Map([
    ['f.js', withInsertions(text, insertions)],
    ['t.d.ts', `${sharedTypings}\n${dts}`],
  ])
  const service = typescript.createLanguageService({
    getScriptFileNames: () => [...files.keys()],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name: string) =>
      typescript.ScriptSnapshot.fromString(files.get(name) ?? ''),
    getCurrentDirectory: () => '',
    getCompilationSettings: () => ({
      allowJs: true,
      noLib: true,
      strictNullChecks: true,
    }),
    getDefaultLibFileName: () => 'lib.d.ts',
    fileExists: (name: string) => files.has(name),
    readFile: (name: string) => files.get(name),
  })
  const place = { program: service.getProgram(), fileName: 'f.js', at: toShadow(insertions, at) }
  const found: unknown = service.getCompletionsAtPosition('f.js', place.at, {})
  const shown = hideOtherKinds(typescript, place, found) as { entries: { name: string }[] }
  return shown.entries.map(({ name }) => name).toSorted()
}

const handler = (inner: string): string =>
  `async function onRequest(request, settings) {\n  const b = request.json()\n  ${inner}\n}\n`

it('offers the words of the text only where nothing is known', () => {
  expect(offered(handler('unknownThing().|'))).toEqual(
    expect.arrayContaining(['onRequest', 'unknownThing']),
  )
  const text = "console.log(b.total)\n  if (b.type === 'refund.created') { b.| }"
  expect(offered(handler(text))).toEqual(['amount', 'order', 'type'])
})

it('offers every name before the kind is asked for', () => {
  expect(offered(handler('b.|'))).toEqual(['amount', 'note', 'order', 'total', 'type'])
})

it.each(['b.|', 'b.am|', 'const x = b.|', 'b?.|', 'b.|\n    Segment.track({})'])(
  'offers the names of the kind alone where it is known: %s',
  (text) => {
    expect(offered(handler(`if (b.type === 'refund.created') {\n    ${text}\n  }`))).toEqual([
      'amount',
      'order',
      'type',
    ])
  },
)

it('offers what the object of a kind may lack, and what is null', () => {
  expect(offered(handler("if (b.type === 'refund.created') { b.order.| }"))).toEqual([
    'extra',
    'id',
  ])
  expect(offered(handler("if (b.type === 'order.created') { b.| }"))).toEqual([
    'note',
    'total',
    'type',
  ])
})

it('is the same in a switch and after a guard', () => {
  const refund = ['amount', 'order', 'type']
  expect(offered(handler("switch (b.type) { case 'refund.created': b.| }"))).toEqual(refund)
  expect(offered(handler("if (b.type === 'order.created') return\n  b.|"))).toEqual(refund)
})
