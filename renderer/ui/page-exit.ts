/** When the page goes, or may: a hidden one is ended without a word. */
export function onPageExit(flush: () => void): void {
  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      flush()
    }
  })
}
