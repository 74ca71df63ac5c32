/** Closes what Electron leaves open, for every page that will ever exist in this process. */
import type { Logger } from '#main/core/logger'
import { app, shell, type Session, type WebContents } from 'electron'

/** The page copies addresses; it needs nothing else of what a site may ask a browser for. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write'

/**
 * For pages of any kind; our windows ask for the sandbox themselves as well. Where the start
 * had to turn Chromium's sandbox off (root, no user namespaces), asking for it anyway would
 * leave Chromium's own processes unable to start, over and over.
 */
export function sandboxEveryPage(logger: Logger): void {
  if (app.commandLine.hasSwitch('no-sandbox')) {
    return
  }
  try {
    app.enableSandbox()
  } catch (error) {
    // Some launchers load the app after it is ready.
    logger.log('warn', `the sandbox is on for the app's own windows only: ${String(error)}`)
  }
}

/** As long as a page in a browser may open a window after its user did something. */
const USER_ACTED_MS = 1_000

/** What a user does to follow a link. Moving the mouse, which a page sees all the time, is none. */
const ACTS = new Set<string>(['mouseDown', 'mouseUp', 'rawKeyDown', 'keyDown', 'touchEnd'])

export function guardEveryPage(logger: Logger): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, logger))
}

function guard(contents: WebContents, logger: Logger): void {
  let actedAt = -Infinity
  // Told by the window itself: a page cannot make these up.
  contents.on('input-event', (_event, { type }) => {
    if (ACTS.has(type)) {
      actedAt = performance.now()
    }
  })
  contents.on('will-frame-navigate', (event) => {
    // A page may load itself again, nothing else: what leads outside is a link that opens a window
    // of its own, so that no script can send the user anywhere by setting an address.
    if (!event.isMainFrame || event.url !== contents.getURL()) {
      event.preventDefault()
      logger.log('warn', 'the page tried to go to another address')
    }
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(({ url }) => {
    // One act opens one link at most.
    const isAsked = performance.now() - actedAt < USER_ACTED_MS
    actedAt = -Infinity
    if (isAsked) {
      openOutside(url, logger)
    } else {
      logger.log('warn', 'the page tried to open a window by itself')
    }
    return { action: 'deny' }
  })
}

/** A link to the web opens in the user's browser, anything else opens nowhere. */
function openOutside(url: string, logger: Logger): void {
  if (URL.canParse(url) && new URL(url).protocol === 'https:') {
    shell.openExternal(new URL(url).href).catch((error: unknown) => {
      logger.log('warn', `a link could not be opened: ${String(error)}`)
    })
  } else {
    logger.log('warn', 'the page tried to open something other than an https link')
  }
}

export function guardPermissions(session: Session, pageOrigin: string): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(permission === ALLOWED_PERMISSION && originOf(details.requestingUrl) === pageOrigin)
  })
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) =>
      permission === ALLOWED_PERMISSION && originOf(requestingOrigin) === pageOrigin,
  )
  session.setDevicePermissionHandler(() => false)
}

export function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined
}
