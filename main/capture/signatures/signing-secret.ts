/** Which setting of a source holds the secret of its sender, and that secret. */
import type { AnswersRepo } from '#main/store/answers-repo'
import type { Setting, SettingValue } from '#preload/model'

export interface SigningSecret {
  readonly settingName: string
  readonly secret: string
}

export interface SigningSecrets {
  find(sourceId: string): SigningSecret | null
  /** Settings that can hold one, the likeliest first. */
  candidates(sourceId: string): string[]
}

export interface SigningSecretDependencies {
  readonly answers: Pick<AnswersRepo, 'signingSetting'>
  settingsOf(sourceId: string): Setting[]
  reveal(sourceId: string, name: string): SettingValue | null
}

const LIKELY = /sign|webhook|secret|hmac/i

function rank({ name, encrypted }: Setting): number {
  return (encrypted ? 0 : 2) + (LIKELY.test(name) ? 0 : 1)
}

export function createSigningSecrets(dependencies: SigningSecretDependencies): SigningSecrets {
  const { answers } = dependencies

  function texts(sourceId: string): Setting[] {
    return dependencies.settingsOf(sourceId).filter(({ type }) => type === 'STRING')
  }

  /** Without a choice: the one encrypted setting that is named like a signing secret. */
  function guess(sourceId: string): string | undefined {
    const likely = texts(sourceId).filter(
      ({ name, encrypted, hasValue }) => encrypted && hasValue && LIKELY.test(name),
    )
    return likely.length === 1 ? likely[0]?.name : undefined
  }

  function valueOf(sourceId: string, settingName: string): SigningSecret | null {
    const isThere = texts(sourceId).some(({ name }) => name === settingName)
    const value = isThere ? dependencies.reveal(sourceId, settingName) : null
    return typeof value === 'string' && value !== '' ? { settingName, secret: value } : null
  }

  return {
    find(sourceId) {
      const name = answers.signingSetting(sourceId) ?? guess(sourceId)
      return name === undefined ? null : valueOf(sourceId, name)
    },
    candidates(sourceId) {
      return texts(sourceId)
        .toSorted((a, b) => rank(a) - rank(b))
        .map(({ name }) => name)
    },
  }
}
