/** Every migration, in order. A landed one is never changed. */
import type { Migration } from './migrate.ts'
import { initial } from './migrations/0001-initial.ts'

export const migrations: readonly Migration[] = [{ version: 1, up: initial }]
