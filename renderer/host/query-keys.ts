/** The names under which snapshots of the core's state are kept; events patch the same entries. */
export const queryKeys = {
  appInfo: ['app.info'],
  preferences: ['preferences'],
  capture: ['capture'],
  sources: ['sources'],
  source: (sourceId: string) => ['source', sourceId],
  events: (sourceId: string) => ['events', sourceId],
  event: (eventId: string) => ['event', eventId],
  lastRun: (sourceId: string) => ['last-run', sourceId],
  lastPush: (sourceId: string) => ['last-push', sourceId],
} as const
