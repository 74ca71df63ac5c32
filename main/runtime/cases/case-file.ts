/** The text of one case: a payload, and what the function is expected to make of it. */
import { parsePayload, payloadKeys } from '#main/runtime/payload'
import type { IncomingRequest } from '#main/runtime/runtime'
import { AppError } from '#preload/errors'
import { isJsonObject } from '#preload/model/json-object'
import { memberOfJson, printJson } from '#preload/model/json-text'
import type { z } from 'zod'
import { Expectation } from './expectation.ts'
import { lineOfPath, parseJsonText, setKey } from './json-text.ts'

export interface ParsedCase {
  readonly request: IncomingRequest
  /** As in the file: values or references to the environment; `{}` when there are none. */
  readonly settings: unknown
  /** `null`: nothing is expected yet. */
  readonly expect: Expectation | null
}

/** Spellings that would pass for a case that expects nothing. */
const MISSPELT = ['expected', 'expects', 'expectation']

const OWN_KEYS = ['expect', 'note']
/** `file` names the text in errors (`invalid_input`). */
export function parseCase(text: string, file: string): ParsedCase {
  const plain = text.replace(/^\uFEFF/, '')
  const value = parseJsonText(plain, file)
  if (!isCase(value)) {
    return { request: named(file, () => parsePayload(plain).request), settings: {}, expect: null }
  }
  const misspelt = MISSPELT.find((key) => Object.hasOwn(value, key))
  if (misspelt !== undefined) {
    throw invalid(file, plain, [misspelt], `"${misspelt}" is not known: write "expect"`)
  }
  const payload = `{"payload":${memberOfJson(plain, 'payload') ?? 'null'}}`
  const request = named(file, () => parsePayload(payload).request)
  return {
    request,
    settings: value['settings'] ?? {},
    expect: value['expect'] === undefined ? null : parseExpectation(value['expect'], plain, file),
  }
}

/**
 * The text with another expectation, all else as it was. A bare payload becomes a case with
 * that payload.
 */
export function withExpectation(text: string, expect: Expectation): string {
  const plain = text.replace(/^\uFEFF/, '')
  const value: unknown = JSON.parse(plain)
  if (isCase(value)) {
    const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
    return mark + setKey(text.slice(mark.length), 'expect', expect)
  }
  const bare = `{"payload":{"body":${plain}},"expect":${JSON.stringify(expect)}}`
  return `${printJson(bare, '  ')}\n`
}

/** A webhook's own body may have a field `payload` as well: then what is in it tells. */
function isCase(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isJsonObject(value) || !isJsonObject(value['payload'])) {
    return false
  }
  const isMarked = [...OWN_KEYS, ...MISSPELT].some((key) => Object.hasOwn(value, key))
  return isMarked || Object.keys(value['payload']).every((key) => payloadKeys.has(key))
}

function parseExpectation(value: unknown, text: string, file: string): Expectation {
  const parsed = Expectation.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const { path, message } = issue === undefined ? { path: [], message: '' } : found(issue)
    throw invalid(file, text, ['expect', ...path], `"expect" is not right: ${message}`)
  }
  return parsed.data
}

/** An unknown key is reported on the object around it. */
function found(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string } {
  return issue.code === 'unrecognized_keys'
    ? { path: [...issue.path, ...issue.keys.slice(0, 1)], message: issue.message }
    : issue
}

export function invalid(
  file: string,
  text: string,
  path: readonly PropertyKey[],
  message: string,
): AppError {
  const sentence = message.charAt(0).toLowerCase() + message.slice(1)
  return new AppError('invalid_input', `${file}:${lineOfPath(text, path)}: ${sentence}.`, {
    hint: 'The format is described in docs/test-cases.md.',
  })
}

function named<T>(file: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof AppError) {
      const message = `${file}: ${error.message}`
      throw new AppError(error.code, message, { hint: error.hint, cause: error })
    }
    throw error
  }
}
