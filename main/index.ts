/** The entry of the desktop app. */
import path from 'node:path'
import { startDesktop } from './electron/desktop.ts'

const out = path.resolve(import.meta.dirname, '..')

startDesktop({
  preload: path.join(out, 'preload/index.cjs'),
  rendererDir: path.join(out, 'renderer'),
  // A child process reads it from the disk, so it is unpacked beside the archive.
  runtimeDir: path.join(
    out.replace(/app\.asar$|app\.asar(?=[/\\])/, 'app.asar.unpacked'),
    'runtime',
  ),
})
