/** Why no answer came, and what to do. */
export function describeSendFailure(url: URL, error: unknown): string {
  const { origin, host } = url
  if (error instanceof Error && error.name === 'AbortError') {
    return isTimeout(error)
      ? `${origin} gave no whole answer in time. Look whether the receiver hangs, then replay again.`
      : 'The replay was stopped.'
  }
  const code = codeOf(error)
  switch (code) {
    case 'ECONNREFUSED':
      return `Nothing listens at ${origin}. Start the receiver or correct the address.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host ${host} cannot be found. Check the address and your connection.`
    case 'ECONNRESET':
    case 'EPIPE':
      return `${origin} closed the connection without an answer. Look into the receiver's log.`
    case 'ERR_INVALID_CHAR':
    case 'ERR_INVALID_HTTP_TOKEN':
    case 'ERR_UNESCAPED_CHARACTERS':
      return `The request cannot be sent: ${text(error)}. Correct the edited headers or the query.`
    default:
      return /^(?:CERT|ERR_TLS|DEPTH|SELF|UNABLE)/.test(code)
        ? `The certificate of ${host} is not trusted (${text(error)}). Use http, or a trusted certificate.`
        : `${origin} cannot be reached: ${text(error)}.`
  }
}

function isTimeout({ cause }: Error): boolean {
  return cause instanceof DOMException && cause.name === 'TimeoutError'
}

function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: unknown }
  // Both addresses of a name were tried.
  if (code === undefined && Array.isArray(errors)) {
    return codeOf(errors[0])
  }
  return typeof code === 'string' ? code : ''
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
