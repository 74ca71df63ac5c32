/** The drafts in IndexedDB: it has room for large ones, and is on disk when it says so. */

export interface KeptDraft {
  /** When it was kept, by this machine's clock. */
  readonly at: number
  /** `undefined`: there is none any more. */
  readonly value: unknown
}

export interface StoredDraft extends KeptDraft {
  /** Its JSON, where it was large. */
  readonly text?: string
}

export interface DraftDatabase {
  readonly all: ReadonlyMap<string, StoredDraft>
  /**
   * All of it is on its way when it returns, also from a page that goes then; resolves when it is
   * on disk. `text` is the JSON of the value, where that is known.
   */
  readonly put: (key: string, draft: KeptDraft, text?: string) => Promise<void>
  readonly remove: (key: string) => void
}

const NAME = 'hookbench'
const STORE = 'drafts'
const PIECES = 'pieces'

/**
 * Characters, of two bytes at most. Chromium fetches values of more than 64 KB from the page when
 * it stores them: from a page that is gone by then it gets nothing.
 */
const PIECE = 30_000

/** Rejects where there is no such database, or none may be had. */
export async function openDraftDatabase(): Promise<DraftDatabase> {
  const database = await opened()
  // Another window may bring a newer version of it: this one gives way.
  database.addEventListener('versionchange', () => database.close())
  return { all: await readAll(database), ...writing(database) }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.addEventListener('upgradeneeded', () => {
      request.result.createObjectStore(STORE)
      request.result.createObjectStore(PIECES)
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(new Error(String(request.error))))
  })
}

function readAll(database: IDBDatabase): Promise<Map<string, StoredDraft>> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([STORE, PIECES])
    const keys = transaction.objectStore(STORE).getAllKeys()
    const values = transaction.objectStore(STORE).getAll()
    // In the order of their keys, which is that of their numbers.
    const pieceKeys = transaction.objectStore(PIECES).getAllKeys()
    const pieces = transaction.objectStore(PIECES).getAll()
    transaction.addEventListener('complete', () => {
      const texts = new Map<string, string[]>()
      for (const [index, place] of pieceKeys.result.entries()) {
        const key: unknown = Array.isArray(place) ? place[0] : undefined
        const piece: unknown = pieces.result[index]
        if (typeof key === 'string' && typeof piece === 'string') {
          texts.set(key, [...(texts.get(key) ?? []), piece])
        }
      }
      const entries = keys.result.flatMap((key, index) => {
        const draft = draftOf(values.result[index])
        return draft === null || typeof key !== 'string'
          ? []
          : [[key, whole(draft, texts.get(key))] as const]
      })
      resolve(new Map(entries))
    })
    transaction.addEventListener('abort', () => reject(new Error('It was not read.')))
  })
}

function whole(draft: KeptDraft, pieces: readonly string[] | undefined): StoredDraft {
  if (draft.value !== undefined || pieces === undefined) {
    return draft
  }
  const text = pieces.join('')
  return { at: draft.at, value: JSON.parse(text) as unknown, text }
}

/** `null` for what is none, such as that of an older version. */
export function draftOf(kept: unknown): KeptDraft | null {
  if (typeof kept !== 'object' || kept === null || !('at' in kept)) {
    return null
  }
  const value = 'value' in kept ? kept.value : undefined
  return typeof kept.at === 'number' ? { at: kept.at, value } : null
}

function withoutPieces(transaction: IDBTransaction, key: string): void {
  transaction.objectStore(PIECES).delete(IDBKeyRange.bound([key], [key, []]))
}

function putPieces(transaction: IDBTransaction, key: string, text: string): void {
  for (let from = 0; from < text.length; from += PIECE) {
    transaction.objectStore(PIECES).put(text.slice(from, from + PIECE), [key, from])
  }
}

function writing(database: IDBDatabase): Omit<DraftDatabase, 'all'> {
  // On the disk, not with the system only: a draft is to outlive a crash of the machine.
  const begin = (): IDBTransaction =>
    database.transaction([STORE, PIECES], 'readwrite', { durability: 'strict' })

  return {
    put: (key, draft, known) =>
      new Promise((resolve, reject) => {
        const transaction = begin()
        transaction.addEventListener('complete', () => resolve())
        transaction.addEventListener('abort', () => reject(new Error(String(transaction.error))))
        const text = known ?? JSON.stringify(draft.value) ?? ''
        withoutPieces(transaction, key)
        if (text.length <= PIECE) {
          transaction.objectStore(STORE).put(draft, key)
        } else {
          transaction.objectStore(STORE).put({ at: draft.at }, key)
          putPieces(transaction, key, text)
        }
        // Without it nobody would say that this was all, once the page is gone.
        transaction.commit()
      }),
    remove(key) {
      const transaction = begin()
      transaction.objectStore(STORE).delete(key)
      withoutPieces(transaction, key)
    },
  }
}
