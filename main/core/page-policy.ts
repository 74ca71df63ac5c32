/** The headers under which both hosts serve the page: it loads and calls nothing but its own. */
export interface PageHeadersInput {
  /** Further addresses that the page may connect to, such as `ws://127.0.0.1:8378`. */
  readonly connect?: readonly string[]
  /**
   * Whether another page may hold the window that it is opened in: then it is let go, for which the
   * browser starts a process anew. Left out: yes.
   */
  readonly mayBeHeld?: boolean
}

/** The one script that stands in the page itself; a test holds this to `renderer/index.html`. */
export const PAGE_SCRIPT = 'sha256-zqnT9pUJfxNDIj4yGJjtPKAEo+1spLFeWxlSVwnjFNk='

/**
 * Inline styles are needed by the editor, which measures and positions in style attributes;
 * `blob:` workers and images by the editor and by downloads.
 */
export function contentSecurityPolicy({ connect = [] }: PageHeadersInput = {}): string {
  return [
    "default-src 'none'",
    `script-src 'self' '${PAGE_SCRIPT}'`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data: blob:",
    "worker-src 'self' blob:",
    ['connect-src', "'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export function pageHeaders(input: PageHeadersInput = {}): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(input),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(input.mayBeHeld === false ? {} : { 'cross-origin-opener-policy': 'same-origin' }),
    'cross-origin-resource-policy': 'same-origin',
  }
}
