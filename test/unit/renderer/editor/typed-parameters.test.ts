/** Which parameters get types, and that places in the text survive the types. */
import { describe, expect, it } from 'vitest'
import {
  spansToOriginal,
  toOriginal,
  toShadow,
  withInsertions,
} from '../../../../renderer/editor/typings/insertions.ts'
import { typedParameters } from '../../../../renderer/editor/typings/typed-parameters.ts'

const { typescript } = await import(
  // @ts-expect-error it comes without declarations
  'monaco-editor/languages/features/typescript/lib/typescriptServices'
)

function shown(code: string): string {
  return withInsertions(code, typedParameters(typescript, code))
}

describe('types at parameters', () => {
  it.each([
    [
      'async function onRequest(request, settings) {}',
      'async function onRequest(/** @type {ServerRequest} */ request, /** @type {HookbenchSettings} */ settings) {}',
    ],
    ['function onRequest(r) {}', 'function onRequest(/** @type {ServerRequest} */ r) {}'],
    ['onRequest = async (r) => {}', 'onRequest = async (/** @type {ServerRequest} */ r) => {}'],
    [
      "var onRequest = (function () { 'use strict'; function onRequest(q) {} return onRequest })()",
      "var onRequest = (function () { 'use strict'; function onRequest(/** @type {ServerRequest} */ q) {} return onRequest })()",
    ],
    [
      'exports.processEvents = async (event) => {}',
      'exports.processEvents = async (/** @type {HookbenchLegacyEvent} */ event) => {}',
    ],
    [
      'function total(items, settings) {}',
      'function total(items, /** @type {HookbenchSettings} */ settings) {}',
    ],
    ['const { json } = onRequest', 'const { json } = onRequest'],
    ['all.map(request => request.id)', 'all.map(request => request.id)'],
    ['/** @param {Mine} request */\nfunction onRequest(request) {}', null],
    ['function onRequest(/** @type {Mine} */ request) {}', null],
    ['// function onRequest(request) {}', null],
    ['function onRequest(request', 'function onRequest(/** @type {ServerRequest} */ request'],
  ])('%s', (code, expected) => {
    expect(shown(code)).toBe(expected ?? code)
  })
})

describe('places', () => {
  const insertions = [
    { at: 2, text: 'XX' },
    { at: 4, text: 'YYY' },
  ]

  it('lead there and back', () => {
    expect(withInsertions('abcdef', insertions)).toBe('abXXcdYYYef')
    for (let offset = 0; offset <= 6; offset++) {
      expect(toOriginal(insertions, toShadow(insertions, offset))).toBe(offset)
    }
    expect([2, 3, 6, 7, 8].map((at) => toOriginal(insertions, at))).toEqual([2, 2, 4, 4, 4])
  })

  it('are found in any result, each in its own file', () => {
    const result = [
      { textSpan: { start: 4, length: 1 }, deep: [{ start: 0, length: 11 }] },
      { fileName: 'lib.d.ts', textSpan: { start: 9, length: 2 } },
    ]
    const of = (file: string) => (file === 'code' ? insertions : [])
    expect(spansToOriginal(result, of, 'code')).toEqual([
      { textSpan: { start: 2, length: 1 }, deep: [{ start: 0, length: 6 }] },
      { fileName: 'lib.d.ts', textSpan: { start: 9, length: 2 } },
    ])
  })
})
