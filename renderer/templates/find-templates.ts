import type { Result } from '#preload/contract'

export type TemplateSummary = Result<'templates.list'>[number]

/** Every word must be in the name, the description or the keywords; names first. */
export function findTemplates(
  templates: readonly TemplateSummary[],
  query: string,
): readonly TemplateSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) {
    return templates
  }
  const found = templates.filter((template) => {
    const text = textOf(template)
    return words.every((word) => text.includes(word))
  })
  const isNamed = ({ name }: TemplateSummary): boolean =>
    words.some((word) => name.toLowerCase().startsWith(word))
  return [...found.filter(isNamed), ...found.filter((template) => !isNamed(template))]
}

function textOf({ name, description, keywords, profile, handler }: TemplateSummary): string {
  return [name, description, keywords, profile, handler].join(' ').toLowerCase()
}
