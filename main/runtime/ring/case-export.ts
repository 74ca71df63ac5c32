/** The cases of a source out of the app: as an archive, or into a folder that the user chooses. */
import type { SourceRecord } from '#main/store/sources-repo'
import { AppError } from '#preload/errors'
import type { CasesArchive } from '#preload/model/ring'
import type { RingService } from './ring-service.ts'
import { freeFolder, writeCases } from './write-cases.ts'

export interface CaseExport {
  archive(sourceId: string, withSecrets: boolean): Promise<CasesArchive>
  /** Where they were written; `null` when the user chose no folder. */
  toFolder(sourceId: string, withSecrets: boolean): Promise<string | null>
}

export interface CaseExportDependencies {
  findSource(sourceId: string): Pick<SourceRecord, 'name' | 'slug'> | undefined
  readonly ring: Pick<RingService, 'exportCases' | 'archiveCases'>
  /** `undefined` where the host cannot ask. */
  readonly chooseFolder: ((title: string) => Promise<string | null>) | undefined
}

export function createCaseExport(deps: CaseExportDependencies): CaseExport {
  return {
    async archive(sourceId, withSecrets) {
      const slug = deps.findSource(sourceId)?.slug ?? 'source'
      return {
        fileName: `${slug}-cases.zip`,
        mediaType: 'application/zip',
        base64: await deps.ring.archiveCases(sourceId, slug, withSecrets),
      }
    },

    async toFolder(sourceId, withSecrets) {
      const cases = await deps.ring.exportCases(sourceId, withSecrets)
      const { name, slug } = deps.findSource(sourceId) ?? { name: 'the source', slug: 'source' }
      if (deps.chooseFolder === undefined) {
        throw new AppError('unsupported_here', 'This host cannot ask for a folder.', {
          hint: 'Save the cases as a ZIP file.',
        })
      }
      const chosen = await deps.chooseFolder(`A folder for the test cases of ${name}`)
      if (chosen === null) {
        return null
      }
      const folder = await freeFolder(chosen, slug)
      await writeCases(folder, cases)
      return folder
    },
  }
}
