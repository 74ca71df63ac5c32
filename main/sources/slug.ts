/** Turns a name into a slug that is free; accents are dropped, other scripts fall back. */
export function slugFor(name: string, isTaken: (slug: string) => boolean): string {
  const base =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56)
      .replace(/-+$/, '') || 'source'
  let slug = base
  for (let n = 2; isTaken(slug); n++) {
    slug = `${base}-${n}`
  }
  return slug
}
