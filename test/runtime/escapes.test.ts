import { describe, expect, it } from 'vitest'
import { escapeAttempts } from './escape-attempts.ts'
import { createHarness } from './harness.ts'

const { run } = createHarness({ patience: 1 })

/**
 * Walks everything that an attempt got hold of. A way out is a function maker that makes code of
 * another realm, or an object that is Node's own `process`.
 */
const prelude = `
var seen = new Set(), found = []
var keys = Reflect.ownKeys, describe = Reflect.getOwnPropertyDescriptor, parent = Reflect.getPrototypeOf
var has = (set, v) => setHas(set, v), add = (set, v) => setAdd(set, v)
var setHas = Function.prototype.call.bind(Set.prototype.has), setAdd = Function.prototype.call.bind(Set.prototype.add)
var report = console.log
function probe(value, depth = 0) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return
  if (depth > 7 || seen.size > 20000 || has(seen, value)) return
  add(seen, value)
  try { if (typeof value.pid === 'number' && value.versions && value.versions.v8) found[found.length] = 'process' } catch (e) {}
  if (typeof value === 'function') {
    for (const make of [value, value.constructor]) {
      try {
        const box = { kind: 'nothing' }
        const made = make('box', 'box.kind = typeof process + typeof require')
        const given = made(box)
        // Generators run only when asked.
        if (given && typeof given.next === 'function') given.next()
        if (box.kind !== 'nothing' && box.kind !== 'undefinedundefined') found[found.length] = 'code in another realm'
      } catch (e) {}
    }
  }
  try { probe(parent(value), depth + 1) } catch (e) {}
  let names = []
  try { names = keys(value) } catch (e) {}
  for (let i = 0; i < names.length && i < 200; i++) {
    let d
    try { d = describe(value, names[i]) } catch (e) { continue }
    if (d === undefined) continue
    probe(d.value, depth + 1)
    probe(d.get, depth + 1)
    probe(d.set, depth + 1)
  }
  try { probe(value.constructor, depth + 1) } catch (e) {}
}
`

async function attempt(body: string, profile: '2019' | 'current'): Promise<string> {
  const { logs, status } = await run(
    `${prelude}
    async function attempt(request, settings) { ${body} }
    async function onRequest(request, settings) {
      let result
      try { result = await attempt.call(this, request, settings) } catch (e) { result = e }
      probe(result)
      report('walked, found ' + found[0])
    }`,
    { profile, group: 'escapes' },
  )
  expect(status).not.toBe('crashed')
  return logs.map((line) => line.text).find((text) => text.startsWith('walked')) ?? status
}

describe('no way out of the context', () => {
  it('is tried in at least 60 ways', () => {
    expect(Object.keys(escapeAttempts).length).toBeGreaterThanOrEqual(60)
  })

  it.each(Object.entries(escapeAttempts))('%s', async (_name, body) => {
    // Some replace what the walk itself needs; then the run ends without its line.
    expect(await attempt(body, 'current')).toMatch(
      /^walked, found undefined$|^(ok|error|timeout|invalid|out-of-memory)$/,
    )
  })

  it('but the walk would find one', async () => {
    const { logs } = await run(
      `${prelude}
      function onRequest() {
        const fake = () => (box) => { box.kind = 'objectfunction' }
        probe([{ deep: { fake } }])
        report(String(found[0]))
      }`,
    )
    expect(logs[0]?.text).toBe('code in another realm')
  })
})
