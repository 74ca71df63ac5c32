/** The page that says why Hookbench cannot start, and what to do; it needs nothing of the core. */
import { pageHeaders } from '#main/core/page-policy'
import type { WireError } from '#preload/errors'

export type FailureChoice = 'retry' | 'quit'

export const FAILURE_HOST = 'failure'

/** Answers the page, its script, and the choice that the script sends back. */
export function failurePages(
  error: WireError,
  onChoice: (choice: FailureChoice) => void,
): (request: Request) => Response {
  return (request) => {
    const { pathname } = new URL(request.url)
    if (request.method === 'POST') {
      onChoice(pathname === '/retry' ? 'retry' : 'quit')
      return new Response(null, { status: 204 })
    }
    const isScript = pathname === '/page.js'
    return new Response(isScript ? SCRIPT : html(error), {
      headers: {
        ...pageHeaders(),
        'content-type': isScript ? 'text/javascript' : 'text/html; charset=utf-8',
      },
    })
  }
}

const SCRIPT = `
const choose = (choice) => fetch('/' + choice, { method: 'POST' })
for (const button of document.querySelectorAll('button')) {
  button.addEventListener('click', () => choose(button.name))
}
addEventListener('keydown', (event) => event.key === 'Escape' && choose('quit'))
`

function html({ code, message, hint }: WireError): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Hookbench cannot start</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main role="alert">
      <h1>Hookbench cannot start</h1>
      <p>${escape(message)}</p>
      ${hint === undefined ? '' : `<p class="hint">${escape(hint)}</p>`}
      <p class="code">Code: ${escape(code)}</p>
    </main>
    <footer>
      <button name="quit">Quit</button>
      <button name="retry" class="primary" autofocus>Try again</button>
    </footer>
    <script src="/page.js" type="module"></script>
  </body>
</html>`
}

/** The colours are those of renderer/ui/tokens.css, which this page cannot load. */
const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif }
  body {
    margin: 0; min-height: 100vh; display: flex; flex-direction: column;
    color: light-dark(#1b1f24, #e5e8ec); background: light-dark(#ffffff, #15171a);
  }
  main { flex: 1; padding: 28px 28px 12px; border-top: 4px solid light-dark(#d2362b, #e8625a) }
  h1 { margin: 0 0 12px; font-size: 20px; font-weight: 600 }
  p { margin: 0 0 10px; overflow-wrap: anywhere; user-select: text }
  .hint { font-weight: 600 }
  .code { color: light-dark(#565d67, #a6adb7); font-size: 12px }
  footer {
    display: flex; justify-content: flex-end; gap: 8px; padding: 14px 28px;
    background: light-dark(#f0f1f3, #202328);
  }
  button {
    font: inherit; padding: 6px 14px; border-radius: 6px; cursor: pointer; color: inherit;
    border: 1px solid light-dark(#8b919b, #6a727d); background: light-dark(#ffffff, #272b31);
  }
  button.primary { color: #ffffff; border-color: transparent; background: light-dark(#3350d0, #4d69e3) }
  button:focus-visible { outline: 2px solid light-dark(#3350d0, #8fa6ff); outline-offset: 2px }
`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}
