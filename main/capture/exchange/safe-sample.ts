/** The sample payload as it leaves: often an event that its user edited and kept. */
import type { CapturedRequest } from '#main/store/events-repo'
import { AppError } from '#preload/errors'
import type { SettingValue } from '#preload/model'
import { exportFixture } from './fixture.ts'
import { redact } from './redact.ts'

/** What a function sees of a request. */
export type SeenRequest = Pick<CapturedRequest, 'method' | 'path' | 'query' | 'rawHeaders' | 'body'>

export interface PayloadTools {
  /** Throws an AppError for what is no payload. */
  parsePayload(text: string): {
    readonly request: SeenRequest
    /** Those that it brings along, over the source's. */
    readonly settings: Readonly<Record<string, SettingValue>> | null
  }
  formatPayload(request: SeenRequest): Promise<string>
}

export interface SafeSample {
  readonly text: string
  readonly withheld: readonly string[]
}

export async function safeSample(
  text: string,
  { token, encrypted }: { readonly token: string; readonly encrypted: readonly string[] },
  tools: PayloadTools,
): Promise<SafeSample> {
  const sample = readSample(text, tools)
  if (sample === null) {
    return { text, withheld: [] }
  }
  const { request, withheld } = redact(sample.request, token)
  const settings = Object.entries(sample.settings ?? {})
  const own = settings.flatMap(([name]) => (encrypted.includes(name) ? [name] : []))
  if (withheld.length + own.length === 0) {
    // As it was typed.
    return { text, withheld: [] }
  }
  const payloadText = await tools.formatPayload(request)
  const open = settings.filter(([name]) => !own.includes(name))
  return {
    text:
      open.length === 0
        ? payloadText
        : exportFixture({ payloadText, settings: Object.fromEntries(open) }),
    withheld: [...withheld, ...own.map((name) => `setting ${name}`)],
  }
}

/** `null` for a text that is being edited: it is no request. */
function readSample(
  text: string,
  { parsePayload }: PayloadTools,
): ReturnType<PayloadTools['parsePayload']> | null {
  try {
    return parsePayload(text)
  } catch (error) {
    if (error instanceof AppError) {
      return null
    }
    throw error
  }
}
