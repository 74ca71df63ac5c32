/** Reads `--data DIR` or `--data=DIR` among the arguments that Electron and Chromium share. */
export function dataOption(argv: readonly string[]): string | undefined {
  const index = argv.indexOf('--data')
  if (index !== -1) {
    return argv[index + 1]
  }
  return argv.find((argument) => argument.startsWith('--data='))?.slice('--data='.length)
}
