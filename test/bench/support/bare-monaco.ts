/**
 * The named baseline of the window: a page with one editor and nothing else, built from our own
 * Monaco set-up (languages, workers, themes) by the bundler and with the settings of the app.
 */
import { createServer } from 'node:http'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'vite'
import { findPageFile } from '#main/core/page-files'
import { leaveOutMonacoWorkers } from '../../../scripts/support/page-build.mjs'

const root = path.resolve(import.meta.dirname, '../../..')

declare global {
  interface Window {
    /** Shows a text in a new model, as the app does when another payload is chosen. */
    showInBareMonaco: (text: string, language: string) => void
  }
}

export interface BareMonaco {
  readonly url: string
  /** Folder of the built page. */
  readonly dir: string
  close(): void
}

/** Built into `dir`, served until it is closed. */
export async function startBareMonaco(dir: string): Promise<BareMonaco> {
  const page = path.join(dir, 'page')
  const out = path.join(dir, 'out')
  await buildPage(page, out)
  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const file = await findPageFile(out, new URL(request.url ?? '/', 'http://bare').pathname)
      if (file === undefined) {
        response.writeHead(404).end()
      } else {
        response.writeHead(200, { 'Content-Type': file.contentType })
        response.end(readFileSync(file.file))
      }
    }
    void answer()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    dir: out,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function buildPage(page: string, out: string): Promise<void> {
  mkdirSync(page, { recursive: true })
  writeFileSync(
    path.join(page, 'index.html'),
    `<!doctype html><meta charset="utf-8"><title>Monaco</title>
     <style>html, body, #root { height: 100%; margin: 0 }</style>
     <div id="root"></div><script type="module" src="./main.ts"></script>`,
  )
  const at = (file: string): string => JSON.stringify(path.join(root, 'renderer/editor', file))
  writeFileSync(
    path.join(page, 'main.ts'),
    `import { monaco } from ${at('monaco.ts')}
     const editor = monaco.editor.create(document.getElementById('root'), {
       value: 'const x = 1', language: 'javascript', automaticLayout: true,
       minimap: { enabled: false },
     })
     window.showInBareMonaco = (text, language) => {
       editor.getModel().dispose()
       editor.setModel(monaco.editor.createModel(text, language))
       editor.focus()
     }
     performance.mark('hookbench:ready')
     performance.mark('hookbench:loaded')`,
  )
  await build({
    root: page,
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [leaveOutMonacoWorkers()],
    build: {
      outDir: out,
      emptyOutDir: true,
      minify: true,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 8000,
    },
    worker: { format: 'iife' },
  })
}
