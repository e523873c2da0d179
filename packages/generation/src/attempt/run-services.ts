import type { CommitResult, JobQueue } from '@darkroom/job-queue'
import type { GalleryFiles } from '../collect/gallery-files.ts'
import type { GalleryDisk } from '../disk/gallery-disk.ts'
import type { GivenSources } from '../given/open-given.ts'
import type { ReadJob } from '../job/read-job.ts'
import type { Clock, FailpointName, Logger, Timings } from '../options.ts'
import type { ProgressBoard } from '../progress/progress-board.ts'
import type { ServerLink } from '../servers/server-link.ts'
import type { WorkflowRegistry } from '../workflows/workflow-registry.ts'
import type { Elsewhere } from './patience.ts'

/** Services for the runs of all jobs. */
export interface RunServices {
  readonly queue: JobQueue
  readonly readJob: ReadJob
  readonly workflows: WorkflowRegistry
  readonly clock: Clock
  readonly timings: Timings
  readonly logger: Logger
  readonly board: ProgressBoard
  readonly files: GalleryFiles
  readonly disk: GalleryDisk
  /** Where the bytes of given files come from. */
  readonly given: GivenSources
  /** Marks our prompts on a server that others use too. */
  readonly owner: { readonly value: string }
  readonly failpoint: (name: FailpointName) => void | Promise<void>
  /** What servers other than this one could do for the job now. */
  readonly elsewhere: (jobId: string, link: ServerLink) => Elsewhere
  /** Commits, then tells the gallery in the background; the end of the job is announced only after that. */
  readonly commit: (
    jobId: string,
    paths: readonly string[],
    complete: () => Promise<CommitResult>,
  ) => Promise<CommitResult>
  /** Starts work that nobody waits for, but that is settled before everything is closed. */
  readonly inBackground: (work: () => Promise<unknown>) => void
}
