import type { House } from '@darkroom/door-ports'
import type { AssetIndex } from './assets/asset-index.ts'
import type { Canceling } from './jobs/canceling.ts'
import type { JobWatch } from './jobs/job-watch.ts'

/** Of the house, what this door needs. */
export type ApiV2House = Pick<
  House,
  'jobs' | 'pictures' | 'servers' | 'keep' | 'version' | 'callerOf' | 'toDoorError' | 'stopping'
>

/** What the routes share. */
export interface Services {
  readonly house: ApiV2House
  readonly index: AssetIndex
  readonly watch: JobWatch
  readonly canceling: Canceling
  /** Milliseconds since the epoch. */
  readonly now: () => number
}
