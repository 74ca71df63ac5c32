import { expect, it } from 'vitest'
import { findTemplates } from '../../../../renderer/templates/find-templates.ts'

const template = (name: string, description: string, keywords = '') => ({
  id: name.toLowerCase(),
  name,
  description,
  keywords,
  profile: '2019' as const,
  handler: name === 'Legacy' ? ('legacy' as const) : ('modern' as const),
})
const all = [
  template('Pipedrive', 'Deals', 'crm sales'),
  template('HubSpot', 'Contacts and deals', 'crm'),
  template('Deals', 'Other'),
  template('Legacy', 'Old'),
]

const found = (query: string) => findTemplates(all, query).map(({ name }) => name)

it('finds by every word, names first', () => {
  expect(found('')).toHaveLength(4)
  expect(found('crm')).toEqual(['Pipedrive', 'HubSpot'])
  expect(found('CRM sales')).toEqual(['Pipedrive'])
  expect(found('deals')).toEqual(['Deals', 'Pipedrive', 'HubSpot'])
  expect(found('legacy')).toEqual(['Legacy'])
  expect(found('nothing like it')).toEqual([])
})
