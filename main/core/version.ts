import manifest from '../../package.json' with { type: 'json' }

/** Inlined by the bundler: the one place of the version is package.json. */
export const version: string = manifest.version
