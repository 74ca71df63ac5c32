/**
 * Watches for a check that holds here and fails once deployed: a hash over `request.text()`,
 * where the deployed function gets the body with its keys sorted.
 */
import { sendLog } from './report.ts'

export interface SignatureWatch {
  /** `request.text()` was called. */
  readonly textRead: () => void
  /** Bytes, as char codes 0 to 255, that were hashed or verified. */
  readonly hashed: (binary: string) => void
  begin(text: string): void
  /** Warns when the body would have been another once deployed. */
  end(): void
}

const advice =
  'The function hashes request.text(). Once deployed it gets JSON bodies with their keys sorted, ' +
  'so this signature will not match there. Run it as deployed to see.'

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    return Object.fromEntries(keys.map((key) => [key, sorted(Reflect.get(value, key))]))
  }
  return value
}

function changesWhenDeployed(text: string): boolean {
  try {
    return JSON.stringify(sorted(JSON.parse(text))) !== text
  } catch {
    return false
  }
}

function utf8Binary(text: string): string {
  return unescape(encodeURIComponent(text))
}

export function createSignatureWatch(): SignatureWatch {
  let body = ''
  let read = false
  let signed = false
  return {
    textRead() {
      read = true
    },
    hashed(binary) {
      try {
        // Signatures often cover a timestamp beside the body.
        signed ||= read && body.length > 1 && binary.includes(utf8Binary(body))
      } catch {
        // Half a surrogate pair has no bytes: then it was not hashed either.
      }
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
