/** Answers the HTTP requests of browser mode: the token's exchange and the page's files. */
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '#main/core/logger'
import { findPageFile, type PageFile } from '#main/core/page-files'
import { pageHeaders } from '#main/core/page-policy'
import { refuseForeign, type Access } from './access.ts'

export interface PageHandlerOptions {
  readonly access: Access
  readonly rendererDir: string
  readonly logger: Logger
}

/**
 * An address that was typed, or that a program opened: no page has a hand in it. Such a visit with the
 * token has the page at once, and the page takes the token out of the address; any other, and a
 * browser that does not say, is led on to an address without it. The window may still be one that
 * another page opened: only the page can see that, and comes back for the header that lets it go.
 *
 * https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
const BY_USER = 'none'

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
  const isBought = candidate !== null && access.isToken(candidate)
  const refusal = isBought ? undefined : access.refusePage(request)
  if (refusal !== undefined) {
    say(response, 403, refusal)
    return
  }
  const isByUser = request.headers['sec-fetch-site'] === BY_USER
  const isPage = isByUser && urlPath === '/'
  const cookie = isBought ? { 'set-cookie': access.cookie() } : undefined
  if (candidate !== null && !isPage) {
    // Only to a path of ours: `//host` would lead elsewhere.
    const location = `/${urlPath.replace(/^[/\\]+/, '')}`
    say(response, 303, 'Go on to the page.', { location, ...cookie })
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
    ...pageHeaders({ connect: [`ws://${request.headers.host ?? ''}`], mayBeHeld: !isByUser }),
    ...cookie,
    'content-type': found.contentType,
    'content-length': content?.byteLength ?? found.size,
    'cache-control': cacheControl(found, candidate !== null),
  })
  response.end(content)
}

function cacheControl({ immutable }: PageFile, hasToken: boolean): string {
  if (hasToken) {
    return 'no-store'
  }
  return immutable ? 'private, max-age=31536000, immutable' : 'no-cache'
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
