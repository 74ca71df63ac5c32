/** What observed runs reached of the code, and the fields of the captured events. */
import { z } from 'zod'
import * as m from '../model.ts'
import { CoverageReport, FieldsReport } from '../model/coverage.ts'
import { BySource, type Events, type Methods } from './parts.ts'

export const coverageMethods = {
  /** Of this process's observed runs of the newest code that was observed; `null` before them. */
  'coverage.get': { access: 'read', params: BySource, result: CoverageReport.nullable() },
  /** The fields of the captured events in the order of time, and which of them were read. */
  'fields.get': { access: 'read', params: BySource, result: FieldsReport },
} as const satisfies Methods

export const coverageEvents = {
  'coverage.changed': z.object({ sourceId: m.Id }),
} as const satisfies Events
