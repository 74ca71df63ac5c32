/** Every migration, in order. A landed one is never changed. */
import type { Migration } from './migrate.ts'
import { initial } from './migrations/0001-initial.ts'
import { answersAndReplays } from './migrations/0002-answers-and-replays.ts'
import { eventMarks } from './migrations/0003-event-marks.ts'
import { network } from './migrations/0004-network.ts'
import { historyAndBaselines } from './migrations/0005-history-and-baselines.ts'
import { ringRuns } from './migrations/0006-ring-runs.ts'
import { discardedSources } from './migrations/0007-discarded-sources.ts'
import { drafts } from './migrations/0008-drafts.ts'
import { captureJournal } from './migrations/0009-capture-journal.ts'
import { runOutputs } from './migrations/0010-run-outputs.ts'
import { views } from './migrations/0011-views.ts'
import { unmaskedRuns } from './migrations/0012-unmasked-runs.ts'
import { baselineSecrets } from './migrations/0013-baseline-secrets.ts'
import { sealedAt } from './migrations/0014-sealed-at.ts'

export const migrations: readonly Migration[] = [
  { version: 1, up: initial },
  { version: 2, up: answersAndReplays },
  { version: 3, up: eventMarks },
  { version: 4, up: network },
  { version: 5, up: historyAndBaselines },
  { version: 6, up: ringRuns },
  { version: 7, up: discardedSources },
  { version: 8, up: drafts },
  { version: 9, up: captureJournal },
  { version: 10, up: runOutputs },
  { version: 11, up: views },
  { version: 12, up: unmaskedRuns },
  { version: 13, up: baselineSecrets },
  { version: 14, up: sealedAt },
]
