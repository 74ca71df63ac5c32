/** Finds the file of the built page that a URL path names, and nothing outside its folder. */
import { realpath, stat } from 'node:fs/promises'
import path from 'node:path'

export interface PageFile {
  readonly file: string
  readonly size: number
  readonly contentType: string
  /** The name carries a hash of the content, so it never changes. */
  readonly immutable: boolean
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** `undefined` for what is not there, not a known kind of file, or outside `root`. */
export async function findPageFile(root: string, urlPath: string): Promise<PageFile | undefined> {
  const relative = decodePath(urlPath)
  if (relative === undefined) {
    return undefined
  }
  const wanted = path.join(root, relative === '' ? 'index.html' : relative)
  const contentType = CONTENT_TYPES[path.extname(wanted).toLowerCase()]
  if (contentType === undefined) {
    return undefined
  }
  try {
    // Compared after symbolic links are followed: a link must not lead out either.
    const [realRoot, file] = await Promise.all([realpath(root), realpath(wanted)])
    if (!file.startsWith(realRoot + path.sep)) {
      return undefined
    }
    const stats = await stat(file)
    return stats.isFile()
      ? { file, size: stats.size, contentType, immutable: isHashed(relative) }
      : undefined
  } catch {
    return undefined
  }
}

function decodePath(urlPath: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return undefined
  }
  const segments = decoded.replace(/^\//, '').split('/')
  const bad = segments.some((segment) => segment === '..' || /[\0\\:]/.test(segment))
  return bad || path.isAbsolute(segments.join('/')) ? undefined : segments.join('/')
}

function isHashed(relative: string): boolean {
  return /^assets\/.*-[\w-]{8,}\.\w+$/.test(relative)
}
