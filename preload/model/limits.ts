/** What the page must know before it asks. Without zod, which it does not load. */

/** Characters of a draft; longer ones stay in the page alone. */
export const MAX_DRAFT = 9_000_000

/**
 * All files of one import together, so that the file of a whole source fits: ten events of 2 MB in
 * base64 are 27 MB, its code and its sample payload 12 MB more. Nor is a larger one written.
 */
export const MAX_IMPORT_BYTES = 48 * 1024 * 1024
