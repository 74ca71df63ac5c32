/** The few functions that a migrated file may need, added to its end once. */
import type { Scopes } from './scopes.ts'
import type { Style } from './syntax.ts'

type HelperName = 'emitOutput' | 'legacyEvent' | 'legacyBody' | 'legacyQuery' | 'valueFor'

interface Helper {
  readonly needs: readonly HelperName[]
  readonly lines: readonly string[]
}

/** `NAME()` marks a helper's name, which may have to give way to one of the author's. */
const HELPERS: Readonly<Record<HelperName, Helper>> = {
  emitOutput: {
    needs: [],
    lines: [
      '/** Sends the events and objects that the function used to return. */',
      'async function $emitOutput(returned) {',
      '\tconst output = (await returned) || {};',
      '\tfor (const event of output.events || []) {',
      '\t\tSegment[event.type](event);',
      '\t}',
      '\tfor (const object of output.objects || []) {',
      '\t\tSegment.set(object);',
      '\t}',
      '}',
    ],
  },
  legacyEvent: {
    needs: ['legacyBody', 'legacyQuery'],
    lines: [
      '/** The event as functions of the old interface received it. */',
      'function $legacyEvent(request, settings) {',
      '\tconst body = $legacyBody(request);',
      '\tconst headers = { ...request.headers.raw() };',
      '\tconst queryParameters = $legacyQuery(request);',
      '\treturn { payload: { body, headers, queryParameters }, settings };',
      '}',
    ],
  },
  legacyBody: {
    needs: [],
    lines: [
      '/** The parsed body, or its text when it is neither JSON nor a form. */',
      'function $legacyBody(request) {',
      '\ttry {',
      '\t\treturn request.json();',
      '\t} catch (error) {',
      '\t\treturn request.text();',
      '\t}',
      '}',
    ],
  },
  legacyQuery: {
    needs: [],
    lines: [
      '/** Query parameters by name: a text, or a list of texts when a name came more than once. */',
      'function $legacyQuery(request) {',
      '\tconst { searchParams } = request.url;',
      '\tconst parameters = {};',
      '\tfor (const name of searchParams.keys()) {',
      '\t\tconst values = searchParams.getAll(name);',
      '\t\tparameters[name] = values.length > 1 ? values : values[0];',
      '\t}',
      '\treturn parameters;',
      '}',
    ],
  },
  valueFor: {
    needs: [],
    lines: [
      '/** `get` answers null for a name that is missing; this answers undefined, as before. */',
      'function $valueFor(values, name) {',
      '\treturn values.has(name) ? values.get(name) : undefined;',
      '}',
    ],
  },
}

const ORDER = Object.keys(HELPERS) as HelperName[]

export interface Helpers {
  /** Marks the helper as needed and tells its name in this file. */
  use(name: HelperName): string
  /** Text for the end of the file, `''` when none is needed. */
  text(): string
}

export function createHelpers(scopes: Scopes, style: Style): Helpers {
  const used = new Set<HelperName>()

  function use(name: HelperName): string {
    used.add(name)
    HELPERS[name].needs.forEach(use)
    return freeName(scopes, [name, `${name}Of`])
  }

  return {
    use,
    text() {
      const blocks = ORDER.filter((name) => used.has(name)).map((name) =>
        HELPERS[name].lines
          .map((line) => line.replaceAll(/\$([a-zA-Z]+)/g, (_, other: HelperName) => use(other)))
          .map((line) => line.replaceAll('\t', style.indent))
          .map((line) => (style.end === '' ? line.replace(/;$/, '') : line))
          .join(style.newline),
      )
      return blocks.join(style.newline + style.newline)
    },
  }
}

/** The first of the names that the file does not use, or the last with a number. */
export function freeName(scopes: Scopes, names: readonly string[]): string {
  const free = names.find((name) => !scopes.isUsed(name))
  if (free !== undefined) {
    return free
  }
  const base = names.at(-1) ?? 'name'
  let number = 2
  while (scopes.isUsed(`${base}${number}`)) {
    number += 1
  }
  return `${base}${number}`
}
