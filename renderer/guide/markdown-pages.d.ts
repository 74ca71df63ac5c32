/** Laid out by `scripts/support/guide-pages.mjs` when the page is built. */
declare module '*.md' {
  export const page: {
    readonly title: string
    /** The headings of the second level, in order. */
    readonly sections: readonly { readonly id: string; readonly title: string }[]
    readonly html: string
  }
}
