/** From a cassette to the calls that a run is answered from: with the values of its settings. */
import type { ReplayCall } from '#main/runtime/protocol'
import type { Cassette, CassetteCall } from './cassette.ts'
import { expand, fromBinaryText, toBinaryText, type Settings } from './placeholders.ts'

export function toReplay({ calls }: Cassette, settings: Settings): ReplayCall[] {
  return calls.map((call) => ({
    method: call.method,
    url: expand(call.url, settings),
    bodySha256: call.bodySha256,
    masked: call.masked,
    status: call.status,
    statusText: call.statusText,
    headers: call.headers.map(([name, value]) => [name, expand(value, settings)]),
    body: toBody(call.body, settings),
    error: call.error,
  }))
}

function toBody(body: CassetteCall['body'], settings: Settings): ReplayCall['body'] {
  if ('text' in body) {
    return { encoding: 'text', data: expand(body.text, settings) }
  }
  const bytes = Buffer.from(body.base64, 'base64')
  // Bytes that are no text stay as they are.
  const isText = bytes.includes('{{settings.')
  const data = isText
    ? Buffer.from(expandBinary(bytes.toString('latin1'), settings), 'latin1').toString('base64')
    : body.base64
  return { encoding: 'base64', data }
}

function expandBinary(binary: string, settings: Settings): string {
  return binary.replaceAll(/\{\{settings\.[^{}]+\}\}/g, (placeholder) =>
    toBinaryText(expand(fromBinaryText(placeholder), settings)),
  )
}
