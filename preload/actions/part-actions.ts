/** What parts of the window open or turn, which had only a button of their own. */
export const partActions = [
  {
    id: 'ring.accept',
    title: 'Accept All Results as the Baseline',
    short: 'Accept all',
    section: 'Run',
    words: 'baselines expected approve snapshot',
    menu: 'run',
  },
  {
    id: 'ring.watch',
    title: 'Turn Watch On or Off',
    section: 'Run',
    words: 'toggle automatic every save rerun',
    menu: 'run',
  },
  {
    id: 'run.options',
    title: 'Run Options…',
    section: 'Run',
    words: 'network policy calls hosts record replay cassette frozen clock time seed as deployed',
    menu: 'run',
  },
  {
    id: 'ring.export',
    title: 'Export as Test Cases…',
    section: 'Source',
    words: 'save fixtures folder archive ci hookbench test',
    menu: 'file',
  },
  {
    id: 'settings.transfer',
    title: 'Import or Export Settings…',
    section: 'Source',
    words: 'save file secrets',
  },
  {
    id: 'source.rotate',
    title: 'Rotate the Token…',
    section: 'Source',
    words: 'webhook url address new secret revoke',
  },
  {
    id: 'code.migrate',
    title: 'Migrate to onRequest…',
    section: 'Edit',
    words: 'legacy processEvents convert modern interface',
    menu: 'edit',
  },
  {
    id: 'tunnel.open',
    title: 'Tunnel…',
    section: 'Capture',
    words: 'provider consent agree third party public address relay',
    menu: 'run',
  },
] as const
