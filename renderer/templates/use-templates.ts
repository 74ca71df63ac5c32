/** The templates, and what is made of them. They never change while the core runs. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Params, Result } from '#preload/contract'
import { useConnector } from '../host/connector-context.tsx'
import { queryKeys } from '../host/query-keys.ts'

export type Template = Result<'templates.get'>
type Source = Result<'sources.get'>

export function useTemplateList(isShown: boolean) {
  const { api } = useConnector()
  return useQuery({
    queryKey: ['templates'],
    queryFn: () => api['templates.list']({}),
    enabled: isShown,
  })
}

export function useTemplate(templateId: string | undefined) {
  const { api } = useConnector()
  return useQuery({
    queryKey: ['template', templateId],
    queryFn: () => api['templates.get']({ templateId: templateId ?? '' }),
    enabled: templateId !== undefined,
  })
}

export function useTemplateActions(source: Source) {
  const { api } = useConnector()
  const client = useQueryClient()
  const create = useMutation({
    mutationFn: (templateId: string) => api['templates.use']({ templateId, as: 'new-source' }),
    async onSuccess(made) {
      client.setQueryData(queryKeys.source(made.id), made)
      await client.invalidateQueries({ queryKey: queryKeys.sources })
    },
  })
  const addSettings = useMutation({
    mutationFn: (template: Template) =>
      api['settings.save']({ sourceId: source.id, settings: withMissing(source, template) }),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.source(source.id) }),
  })
  return { create, addSettings }
}

/** Settings of the template that the source has none of the name for. */
export function missingSettings(source: Source, template: Template): Template['settings'] {
  const names = new Set(source.settings.map(({ name }) => name))
  return template.settings.filter(({ name }) => !names.has(name))
}

function withMissing(source: Source, template: Template): Params<'settings.save'>['settings'] {
  return [
    ...source.settings.map(({ value: _kept, hasValue: _known, ...fields }) => ({
      ...fields,
      value: { kind: 'keep' as const },
    })),
    ...missingSettings(source, template).map(({ value, ...fields }) => ({
      ...fields,
      value: { kind: 'set' as const, value: value === '' ? null : value },
    })),
  ]
}
