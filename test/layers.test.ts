/**
 * The import rules of the design, read off the sources. A row says what a folder may import
 * of the project; `types` may be imported as types only. Packages have one door each.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')

interface Rule {
  readonly may: readonly string[]
  readonly types?: readonly string[]
}

const SEAM = [
  'preload/contract',
  'preload/model',
  'preload/errors',
  'preload/client',
  'preload/wire',
  'preload/channels',
  'preload/actions',
]
/** What every feature of the core may know of it: types only. */
const CORE_TYPES = ['main/core/event-bus', 'main/core/logger']
const FEATURE: Rule = {
  may: ['main/store', ...SEAM],
  types: [...CORE_TYPES, 'main/secrets/secret-cipher'],
}

/** Longest matching folder or file wins. */
const RULES: Readonly<Record<string, Rule>> = {
  'preload/model': { may: [] },
  'preload/errors': { may: [] },
  'preload/channels': { may: [] },
  'preload/actions': { may: [] },
  'preload/contract': { may: ['preload/model', 'preload/actions'] },
  'preload/wire': { may: ['preload/errors'] },
  'preload/client': {
    may: ['preload/contract', 'preload/errors'],
    types: ['preload/wire'],
  },
  'preload/index': { may: ['preload/channels'] },
  'main/store': { may: ['preload/model', 'preload/errors'] },
  'main/secrets': { may: ['preload/errors'] },
  'main/sources': FEATURE,
  'main/capture': { ...FEATURE, types: [...CORE_TYPES, 'main/tunnel'] },
  'main/tunnel': FEATURE,
  'main/delivery': FEATURE,
  'main/runtime': FEATURE,
  'main/runtime/host': {
    may: ['preload/model', 'main/runtime/limits', 'main/runtime/clock'],
    types: ['main/runtime'],
  },
  'main/runtime/guest': { may: [] },
  'main/core': {
    may: [
      'main/store',
      'main/sources',
      'main/capture',
      'main/tunnel',
      'main/delivery',
      'main/runtime',
      ...SEAM,
    ],
    types: ['main/secrets/secret-cipher'],
  },
  'main/electron': { may: ['main/core', 'main/secrets', ...SEAM] },
  'main/server': { may: ['main/core', 'main/secrets', ...SEAM] },
  // `run` and `test` need no database and so no core: they drive the runtime themselves.
  'main/commands': { may: ['main/core', 'main/secrets', 'main/server', 'main/runtime', ...SEAM] },
  'main/index': { may: ['main/electron', 'main/core', 'main/secrets', ...SEAM] },
  'main/cli': { may: ['main/commands', 'main/core', 'main/secrets', ...SEAM] },
  // The words and keys of actions, which are the same on every button.
  'renderer/ui': { may: ['preload/actions'] },
  'renderer/host': { may: SEAM },
  // Shows the pages of the documentation, which the build lays out.
  'renderer/guide': { may: ['renderer/ui', 'docs'] },
  'renderer/app': { may: ['renderer', ...SEAM] },
  'renderer/main': { may: ['renderer', ...SEAM] },
  'renderer/start': {
    may: ['renderer/host', 'renderer/ui', 'renderer/editor', 'renderer/app', 'renderer/main'],
  },
}

/** A feature of the renderer: any other folder of it. */
const RENDERER_FEATURE: Rule = {
  may: ['renderer/ui', 'renderer/host', 'renderer/app', ...SEAM],
}

const DOORS: Readonly<Record<string, readonly string[]>> = {
  'better-sqlite3': ['main/store'],
  localtunnel: ['main/tunnel/localtunnel-client'],
  acorn: ['main/runtime'],
  fflate: ['main/runtime/ring'],
  'acorn-walk': ['main/runtime'],
  'magic-string': ['main/runtime'],
  ws: ['main/server'],
  commander: ['main/commands', 'main/cli'],
  electron: ['main/electron', 'main/index', 'preload/index'],
  'monaco-editor': ['renderer/editor'],
  react: ['renderer'],
  'react-dom': ['renderer/main'],
  'react-aria-components': ['renderer'],
  'lucide-react': ['renderer'],
  'react-resizable-panels': ['renderer'],
  '@tanstack/react-query': ['renderer'],
  zod: ['preload', 'main'],
}

const NODE_FREE = ['preload', 'renderer', 'main/runtime/guest']

interface Import {
  readonly file: string
  readonly target: string
  readonly typeOnly: boolean
}

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
}

const IMPORT =
  /^\s*(?:import|export)\s+(type\s)?(?:[^'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8')
  return [...text.matchAll(IMPORT)].map((match) => ({
    file,
    target: resolveTarget(file, match[2] ?? match[3] ?? ''),
    typeOnly: match[1] !== undefined,
  }))
}

/** A project path without its extension, or a package's name. */
function resolveTarget(file: string, specifier: string): string {
  const plain = specifier.replace(/\?.*$/, '').replace(/\.tsx?$/, '')
  if (plain.startsWith('#')) {
    return plain.slice(1)
  }
  if (plain.startsWith('.')) {
    return path.posix.join(path.posix.dirname(file), plain)
  }
  const parts = plain.split('/')
  return plain.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? plain)
}

function within(name: string, folder: string): boolean {
  return name === folder || name.startsWith(`${folder}/`)
}

function ruleFor(module: string): { folder: string; rule: Rule } {
  const folder = Object.keys(RULES)
    .filter((key) => within(module, key))
    .toSorted((a, b) => b.length - a.length)[0]
  if (folder !== undefined) {
    return { folder, rule: RULES[folder] ?? { may: [] } }
  }
  return { folder: module.split('/').slice(0, 2).join('/'), rule: RENDERER_FEATURE }
}

const files = ['preload', 'main', 'renderer'].flatMap(sources)
const imports = files.flatMap(importsOf)
const isProjectPath = (target: string): boolean =>
  /^(?:preload|main|renderer|test|docs)\//.test(target)

describe('import rules', () => {
  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(30)
    expect(imports.length).toBeGreaterThan(100)
  })

  it('the page takes of the seam only what works without the schemas', () => {
    const loaded = new Set(files.filter((file) => within(file, 'renderer')))
    for (const file of loaded) {
      for (const { target, typeOnly } of imports.filter((one) => one.file === file)) {
        const found = files.find((name) => name.replace(/\.tsx?$/, '') === target)
        if (!typeOnly && found !== undefined) {
          loaded.add(found)
        }
      }
    }
    const schemas = imports.filter(
      ({ file, target, typeOnly }) => loaded.has(file) && !typeOnly && target === 'zod',
    )
    expect(schemas).toEqual([])
  })

  it('each folder imports only what its row allows', () => {
    const broken = imports.filter(({ file, target, typeOnly }) => {
      if (!isProjectPath(target)) {
        return false
      }
      const { folder, rule } = ruleFor(file.replace(/\.tsx?$/, ''))
      const allowed = [folder, ...rule.may, ...(typeOnly ? (rule.types ?? []) : [])]
      return !allowed.some((entry) => within(target, entry))
    })
    expect(broken).toEqual([])
  })

  it('each package is imported through its door only', () => {
    // A package without a row has no door yet.
    const broken = imports.filter(
      ({ file, target }) =>
        !isProjectPath(target) &&
        !target.startsWith('node:') &&
        target !== 'package.json' &&
        !(DOORS[target] ?? []).some((door) => within(file.replace(/\.tsx?$/, ''), door)),
    )
    expect(broken).toEqual([])
  })

  it('there are no cycles', () => {
    const next = new Map<string, string[]>()
    for (const { file, target } of imports.filter(({ typeOnly }) => !typeOnly)) {
      const module = file.replace(/\.tsx?$/, '')
      next.set(module, [...(next.get(module) ?? []), target])
    }
    const done = new Set<string>()
    const cycles: string[] = []
    function visit(module: string, trail: readonly string[]): void {
      if (trail.includes(module)) {
        cycles.push([...trail.slice(trail.indexOf(module)), module].join(' > '))
      } else if (!done.has(module)) {
        for (const target of next.get(module) ?? []) {
          visit(target, [...trail, module])
        }
        done.add(module)
      }
    }
    for (const module of next.keys()) {
      visit(module, [])
    }
    expect(cycles).toEqual([])
  })

  it('what runs outside Node imports nothing of it', () => {
    const broken = imports.filter(
      ({ file, target }) =>
        target.startsWith('node:') && NODE_FREE.some((folder) => within(file, folder)),
    )
    expect(broken).toEqual([])
  })

  it('there are no barrel files', () => {
    const entries = ['main/index.ts', 'preload/index.ts']
    expect(files.filter((file) => /\/index\.tsx?$/.test(file) && !entries.includes(file))).toEqual(
      [],
    )
  })
})
