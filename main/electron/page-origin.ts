/**
 * The page's own origin. A file:// page could read any file beside it and has no origin that
 * could be checked. Here `https` is answered by this process alone, for the whole session: our
 * host names come from one folder, nothing else under the scheme reaches a network. `.invalid`
 * is reserved (RFC 2606), so that no one can ever own the name. A scheme of our own would do as
 * well, but must be declared before the app is ready, which not every launcher leaves time for.
 */
import { readFile } from 'node:fs/promises'
import type { Logger } from '#main/core/logger'
import { findPageFile } from '#main/core/page-files'
import { pageHeaders } from '#main/core/page-policy'
import type { Session } from 'electron'

const DOMAIN = 'hookbench.invalid'
const PAGE_HOST = DOMAIN

export const PAGE_ORIGIN = `https://${PAGE_HOST}`
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`

export type PageAnswer = (request: Request) => Promise<Response> | Response

export function pageAddress(name: string): string {
  return `https://${name}.${DOMAIN}/`
}

export interface PageServer {
  /** Answers a further host, such as that of the failure page. */
  readonly add: (name: string, answer: PageAnswer) => void
}

export function servePages(session: Session, rendererDir: string, logger: Logger): PageServer {
  const hosts = new Map<string, PageAnswer>([[PAGE_HOST, rendererPages(rendererDir)]])
  session.protocol.handle('https', async (request) => {
    try {
      return (await hosts.get(new URL(request.url).host)?.(request)) ?? notFound()
    } catch (error) {
      logger.log('error', `a page file could not be served: ${String(error)}`)
      return notFound()
    }
  })
  return {
    add: (name, answer) => {
      hosts.set(`${name}.${DOMAIN}`, answer)
    },
  }
}

function rendererPages(rendererDir: string): PageAnswer {
  return async (request) => {
    const found = await findPageFile(rendererDir, new URL(request.url).pathname)
    if (request.method !== 'GET' || found === undefined) {
      return notFound()
    }
    return new Response(await readFile(found.file), {
      headers: { ...pageHeaders(), 'content-type': found.contentType },
    })
  }
}

function notFound(): Response {
  return new Response('Hookbench has no such page.', { status: 404, headers: pageHeaders() })
}
