/** Reads a folder of cases: `function.js` with `cases/*.json`, here or in the folders below. */
import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseCassette, type Cassette } from '#main/runtime/cassettes/cassette'
import type { IncomingRequest } from '#main/runtime/runtime'
import { AppError } from '#preload/errors'
import { parseCase } from './case-file.ts'
import type { Expectation } from './expectation.ts'
import {
  defaultConfig,
  parseConfig,
  parseSettingSources,
  resolveSettings,
  type ResolvedSettings,
  type SuiteConfig,
} from './suite-config.ts'

export interface TestCase {
  /** Folder and file name, without `cases` and `.json`: `orders/paid`. */
  readonly name: string
  readonly file: string
  readonly text: string
  readonly suite: Suite
  readonly request: IncomingRequest
  readonly settings: ResolvedSettings
  readonly expect: Expectation | null
}

interface Suite {
  readonly functionFile: string
  readonly code: string
  readonly config: SuiteConfig
  /** Answers the calls of all cases: then nothing goes out. */
  readonly cassette: Cassette | null
}

export interface LoadOptions {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Part of a name, in any case. */
  readonly filter?: string | undefined
}

const FUNCTION_FILE = 'function.js'
const CONFIG_FILE = 'hookbench.json'
const CASSETTE_FILE = 'cassette.json'
const CASES = 'cases'

/** Sorted by name. Throws an AppError `invalid_input` that names the file and the line. */
export async function loadCases(dir: string, options: LoadOptions): Promise<TestCase[]> {
  const found: TestCase[] = []
  const hasFunction = await loadFolder(dir, '', defaultConfig, options, found)
  if (!hasFunction) {
    throw new AppError('invalid_input', `There is no ${FUNCTION_FILE} in ${dir} or below.`, {
      hint: 'A folder of cases holds function.js and cases/*.json.',
    })
  }
  if (found.length === 0) {
    const which = options.filter === undefined ? '' : ` with "${options.filter}" in its name`
    throw new AppError('invalid_input', `There is no case${which} in ${dir}.`, {
      hint: 'Cases are JSON files in the folder "cases" beside function.js.',
    })
  }
  return found
}

async function loadFolder(
  dir: string,
  prefix: string,
  above: SuiteConfig,
  options: LoadOptions,
  into: TestCase[],
): Promise<boolean> {
  const entries = (await list(dir)).toSorted((a, b) => compareNames(a.name, b.name))
  const names = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name))
  const configFile = path.join(dir, CONFIG_FILE)
  const config = names.has(CONFIG_FILE)
    ? parseConfig(await read(configFile), configFile, above)
    : above
  let hasFunction = names.has(FUNCTION_FILE)
  if (hasFunction) {
    const functionFile = path.join(dir, FUNCTION_FILE)
    const cassetteFile = path.join(dir, CASSETTE_FILE)
    const cassette = names.has(CASSETTE_FILE)
      ? parseCassette(await read(cassetteFile), cassetteFile)
      : null
    const suite = { functionFile, code: await read(functionFile), config, cassette }
    into.push(...(await loadSuite(dir, prefix, suite, options)))
  }
  for (const entry of entries) {
    const isOther =
      entry.name === CASES || entry.name === 'node_modules' || entry.name.startsWith('.')
    if (entry.kind === 'folder' && !isOther) {
      const below = await loadFolder(entry.path, `${prefix}${entry.name}/`, config, options, into)
      hasFunction ||= below
    }
  }
  return hasFunction
}

async function loadSuite(
  dir: string,
  prefix: string,
  suite: Suite,
  { env, filter }: LoadOptions,
): Promise<TestCase[]> {
  const folder = path.join(dir, CASES)
  const files = (await list(folder, true))
    .filter((entry) => entry.kind === 'file' && entry.name.endsWith('.json'))
    .map((entry) => entry.path)
    .toSorted(compareNames)
  const wanted = files
    .map((file) => ({ file, name: prefix + nameOf(path.relative(folder, file)) }))
    .filter(({ name }) => name.toLowerCase().includes((filter ?? '').toLowerCase()))
  const cases: TestCase[] = []
  for (const { file, name } of wanted) {
    const text = await read(file)
    const { settings, ...parsed } = parseCase(text, file)
    const sources = { ...suite.config.settings, ...parseSettingSources(settings, text, file) }
    cases.push({
      ...parsed,
      name,
      file,
      text,
      suite,
      settings: resolveSettings(sources, env, file),
    })
  }
  return cases
}

function nameOf(relative: string): string {
  return relative.slice(0, -'.json'.length).split(path.sep).join('/')
}

/** The same on every machine, whatever its language; numbers count as such. */
function compareNames(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

interface Entry {
  readonly name: string
  readonly path: string
  readonly kind: 'file' | 'folder' | 'other'
}

async function list(dir: string, optional = false): Promise<Entry[]> {
  let entries: Dirent[]
  try {
    entries = await readdir(dir, { withFileTypes: true, recursive: optional })
  } catch (error) {
    if (optional && codeOf(error) === 'ENOENT') {
      return []
    }
    throw unreadable(dir, 'folder', error)
  }
  return Promise.all(
    entries.map(async (entry) => {
      const full = path.join(entry.parentPath, entry.name)
      const isFile = entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(full)))
      return {
        name: entry.name,
        path: full,
        kind: isFile ? 'file' : entry.isDirectory() ? 'folder' : 'other',
      }
    }),
  )
}

/** As good as the file itself. A link to a folder is not followed: it might lead up again. */
async function leadsToFile(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isFile()
  } catch (error) {
    throw unreadable(link, 'file', error)
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw unreadable(file, 'file', error)
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
}

function unreadable(file: string, what: string, cause: unknown): AppError {
  const message = `The ${what} ${file} could not be read (${codeOf(cause)}).`
  return new AppError('invalid_input', message, {
    hint: 'Check the path and that it may be read.',
    cause,
  })
}
