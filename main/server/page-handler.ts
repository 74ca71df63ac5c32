/** Answers the HTTP requests of browser mode: the token's exchange and the page's files. */
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '#main/core/logger'
import { findPageFile } from '#main/core/page-files'
import { pageHeaders } from '#main/core/page-policy'
import { NO_TOKEN, refuseForeign, type Access } from './access.ts'

export interface PageHandlerOptions {
  readonly access: Access
  readonly rendererDir: string
  readonly logger: Logger
}

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => void

export function createPageHandler(options: PageHandlerOptions): PageHandler {
  return (request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      options.logger.log('warn', `a page request failed: ${String(error)}`)
      response.destroy()
    })
  }
}

async function answer(
  { access, rendererDir }: PageHandlerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const foreign = refuseForeign(request)
  if (foreign !== undefined) {
    say(response, 403, foreign)
    return
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    say(response, 405, 'Hookbench serves its page to GET only.', { allow: 'GET, HEAD' })
    return
  }
  const [urlPath = '', query = ''] = (request.url ?? '/').split('?', 2)
  const candidate = new URLSearchParams(query).get('token')
  if (candidate !== null) {
    exchange(access, candidate, urlPath, response)
    return
  }
  const refusal = access.refusePage(request)
  if (refusal !== undefined) {
    say(response, 403, refusal)
    return
  }
  const found = await findPageFile(rendererDir, urlPath)
  if (found === undefined) {
    say(response, 404, 'Hookbench has no such page.')
    return
  }
  // Whole: the page waits for files of megabytes, which in pieces take twice as long.
  const content = request.method === 'HEAD' ? undefined : await readFile(found.file)
  response.writeHead(200, {
    ...pageHeaders({ connect: [`ws://${request.headers.host ?? ''}`] }),
    'content-type': found.contentType,
    'content-length': content?.byteLength ?? found.size,
    'cache-control': found.immutable ? 'private, max-age=31536000, immutable' : 'no-cache',
  })
  response.end(content)
}

/** The token leaves the address bar, and with it the history, at once. */
function exchange(
  access: Access,
  candidate: string,
  urlPath: string,
  response: ServerResponse,
): void {
  if (!access.isToken(candidate)) {
    say(response, 403, NO_TOKEN)
    return
  }
  // Only to a path of ours: `//host` would lead elsewhere.
  const location = `/${urlPath.replace(/^[/\\]+/, '')}`
  say(response, 303, 'Go on to the page.', { location, 'set-cookie': access.cookie() })
}

function say(
  response: ServerResponse,
  status: number,
  sentence: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...pageHeaders(),
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(`${sentence}\n`)
}
