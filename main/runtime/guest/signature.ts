/**
 * Watches for a check that holds here and fails once deployed: a hash over `request.text()`,
 * where the deployed function gets the body with its keys sorted.
 */
import { callHost } from './bridge.ts'
import type { HashedPiece } from './node/scope.ts'
import { sendLog } from './report.ts'
import { sortedJson } from './sorted-json.ts'

export interface SignatureWatch {
  /** `request.text()` was called. */
  readonly textRead: () => void
  /** This was hashed or verified as one. */
  readonly hashed: (pieces: readonly HashedPiece[]) => void
  begin(text: string): void
  /** Warns when the body would have been another once deployed. */
  end(): void
}

const advice =
  'The function hashes request.text(). Once deployed it gets JSON bodies with their keys sorted, ' +
  'so this signature will not match there. Run it as deployed to see.'

function changesWhenDeployed(text: string): boolean {
  try {
    return sortedJson(JSON.parse(text)) !== text
  } catch {
    return false
  }
}

function utf8(text: string): string {
  return callHost('bytes.encode', '', text)
}

/** Large bodies are hashed as the text they are: bytes are made only where bytes were hashed. */
function holds(pieces: readonly HashedPiece[], body: string, bodyBytes: () => string): boolean {
  let length = 0
  let isText = true
  for (const piece of pieces) {
    length += piece.data.length
    isText &&= piece.isText
  }
  if (length < body.length) {
    return false
  }
  let all = ''
  for (const piece of pieces) {
    all += isText || !piece.isText ? piece.data : utf8(piece.data)
  }
  return all.includes(isText ? body : bodyBytes())
}

export function createSignatureWatch(): SignatureWatch {
  let body = ''
  let bytes: string | undefined
  let read = false
  let signed = false
  return {
    textRead() {
      read = true
    },
    hashed(pieces) {
      // Signatures often cover a timestamp beside the body.
      signed ||= read && body.length > 1 && holds(pieces, body, () => (bytes ??= utf8(body)))
    },
    begin(text) {
      body = text
    },
    end() {
      if (signed && changesWhenDeployed(body)) {
        sendLog('warn', advice, null)
      }
    },
  }
}
