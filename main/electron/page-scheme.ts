/**
 * The page's own scheme. A file:// page could read any file beside it and has no origin to
 * check; a standard, secure scheme has an exact origin, sends headers and reaches one folder.
 */
import { readFile } from 'node:fs/promises'
import type { Logger } from '#main/core/logger'
import { findPageFile } from '#main/core/page-files'
import { pageHeaders } from '#main/core/page-policy'
import { protocol, type Session } from 'electron'

const SCHEME = 'hookbench'

export const PAGE_ORIGIN = `${SCHEME}://app`
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`

/** Must be called before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: SCHEME,
      // The code cache spares compiling the editor's megabytes at each start.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Answers of further hosts under the scheme, such as the error page, by host name. */
export type PageHosts = Readonly<Record<string, (request: Request) => Promise<Response> | Response>>

export function pageAddress(host: string): string {
  return `${SCHEME}://${host}/`
}

export interface PageServer {
  open(session: Session, hosts: PageHosts): void
  /** Adds hosts later on, or replaces them. */
  readonly add: (hosts: PageHosts) => void
}

export function servePages(logger: Logger): PageServer {
  let served: PageHosts = {}
  async function answer(request: Request): Promise<Response> {
    try {
      const { host } = new URL(request.url)
      return (await served[host]?.(request)) ?? notFound()
    } catch (error) {
      logger.log('error', `a page file could not be served: ${String(error)}`)
      return notFound()
    }
  }
  return {
    open(session, hosts) {
      served = hosts
      session.protocol.handle(SCHEME, answer)
    },
    add: (hosts) => {
      served = { ...served, ...hosts }
    },
  }
}

export function rendererPages(rendererDir: string): (request: Request) => Promise<Response> {
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
