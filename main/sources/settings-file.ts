/** The file of a source's settings. */
import type { Exported } from '#preload/model/exchange'
import type { Setting } from '#preload/model'
import { AppError } from '#preload/errors'
import { FileSetting } from '#preload/model/settings-file'
import { z } from 'zod'

const VERSION = 1

const SettingsFile = z.object({
  hookbench: z.object({ kind: z.literal('settings'), version: z.number().int().positive() }),
  settings: z.array(FileSetting).max(100),
})

export function settingsFileOf(slug: string, settings: readonly Setting[]): Exported {
  const file: z.input<typeof SettingsFile> = {
    hookbench: { kind: 'settings', version: VERSION },
    settings: settings.map(({ value, hasValue: _stored, ...declared }) =>
      // The value of a secret does not even come as far as this.
      value === null || declared.encrypted ? declared : { ...declared, value },
    ),
  }
  const text = `${JSON.stringify(file, null, 2)}\n`
  return {
    fileName: `${slug}-settings.json`,
    mediaType: 'application/json',
    base64: Buffer.from(text, 'utf8').toString('base64'),
    withheld: settings
      .filter(({ encrypted, hasValue }) => encrypted && hasValue)
      .map(({ name }) => `value of the setting ${name}`),
  }
}

export function parseSettingsFile(text: string): FileSetting[] {
  const value = json(text)
  const version = z.object({ hookbench: z.object({ version: z.number() }) }).safeParse(value)
  if (version.success && version.data.hookbench.version > VERSION) {
    throw new AppError('invalid_input', 'These settings were exported by a newer Hookbench.', {
      hint: 'Update Hookbench, then import them again.',
    })
  }
  const file = SettingsFile.safeParse(value)
  if (!file.success) {
    const isOther = !z
      .object({ hookbench: z.object({ kind: z.literal('settings') }) })
      .safeParse(value).success
    throw new AppError(
      'invalid_input',
      isOther
        ? 'This is no file of settings.'
        : `The file of settings is damaged: ${z.prettifyError(file.error)}`,
      { hint: 'Choose a file that "Export settings" of a source has written.' },
    )
  }
  const names = file.data.settings.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    throw new AppError('invalid_input', `The file has two settings named "${twice}".`, {
      hint: 'Take one of them out of the file.',
    })
  }
  return file.data.settings
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new AppError('invalid_input', 'The file of settings is not JSON.', {
      hint: 'Choose a file that "Export settings" of a source has written.',
      cause,
    })
  }
}
