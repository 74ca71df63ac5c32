import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { PAGE_SCRIPT } from './main/core/page-policy.ts'
import { guidePages } from './scripts/support/guide-pages.mjs'
import { leaveOutMonacoWorkers, startOfPage } from './scripts/support/page-build.mjs'

const root = import.meta.dirname
const at = (...parts: string[]): string => path.join(root, ...parts)

/**
 * The oldest Electron that the app is tested in has Node 20.18 and Chromium 130. The targets are
 * written down rather than taken from the installed Electron, which is newer.
 */
const NODE_TARGET = 'node20.18'
const BROWSER_TARGET = 'chrome130'

/** The hosts send the same policy as a header; the tag covers a page that is read from a file. */
const PAGE_POLICY = [
  "default-src 'none'",
  `script-src 'self' '${PAGE_SCRIPT}'`,
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data: blob:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** Only in builds: the dev server's hot reloading needs an inline script. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'hookbench:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  }
}

export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      target: NODE_TARGET,
      externalizeDeps: true,
      rolldownOptions: {
        input: { index: at('main/index.ts'), cli: at('main/cli.ts') },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: NODE_TARGET,
      // A sandboxed preload script can only be one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    base: './',
    plugins: [
      guidePages(),
      leaveOutMonacoWorkers(),
      ...startOfPage({
        first: '/renderer/start.ts',
        editor: '/editor/early-text.ts',
        window: '/renderer/main.tsx',
      }),
      // Only what says 'use memo': the parts between what changes often and what is dear to draw.
      react({ compiler: { compilationMode: 'annotation', logDiagnostics: true } }),
      contentSecurityPolicy(),
    ],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // Off by default in electron-vite; the page is also read over SSH in browser mode.
      minify: true,
      // One file, which the first drawing waits for: each further one holds up the start by more than
      // its styles do.
      cssCodeSplit: false,
      target: BROWSER_TARGET,
      modulePreload: { polyfill: false },
      // The editor with TypeScript's own worker is one large file by nature.
      chunkSizeWarningLimit: 8000,
      rolldownOptions: { input: at('renderer/index.html') },
    },
    worker: { format: 'iife' },
  },
})
