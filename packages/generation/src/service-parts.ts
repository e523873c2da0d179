import type { JobQueue } from '@darkroom/job-queue'
import type { Acceptor } from './accept/acceptor.ts'
import type { Cancellation } from './cancellation.ts'
import type { CompletionNotifier } from './collect/completion-notifier.ts'
import type { GalleryFiles } from './collect/gallery-files.ts'
import type { GalleryDisk } from './disk/gallery-disk.ts'
import type { Dispatcher } from './dispatch/dispatcher.ts'
import type { GroupFileWriter } from './groups/group-file-writer.ts'
import type { GroupService } from './groups/group-service.ts'
import type { GroupViewer } from './groups/group-viewer.ts'
import type { Retries } from './groups/retries.ts'
import type { InstallId } from './install-id.ts'
import type { ReadJob } from './job/read-job.ts'
import type { WaitingLine } from './line/waiting-line.ts'
import type { ModelLibrary } from './models/model-library.ts'
import type { Clock, FailpointName, Logger } from './options.ts'
import type { Durations } from './progress/durations.ts'
import type { JobViews } from './progress/job-views.ts'
import type { ProgressBoard } from './progress/progress-board.ts'
import type { Pool } from './servers/pool.ts'
import type { Sharing } from './sharing.ts'
import type { WaitingRoom } from './waiting/waiting-room.ts'
import type { WorkflowRegistry } from './workflows/workflow-registry.ts'

/** The parts of a generation. */
export interface ServiceParts {
  readonly queue: JobQueue
  readonly readJob: ReadJob
  readonly board: ProgressBoard
  readonly clock: Clock
  readonly logger: Logger
  readonly durations: Durations
  readonly files: GalleryFiles
  readonly disk: GalleryDisk
  /** Whether the disk is opened and closed here. */
  readonly ownsDisk: boolean
  readonly notifier: CompletionNotifier
  readonly pool: Pool
  readonly sharing: Sharing
  readonly workflows: WorkflowRegistry
  readonly dispatcher: Dispatcher
  readonly views: JobViews
  readonly waiting: WaitingRoom
  readonly line: WaitingLine
  readonly acceptor: Acceptor
  readonly models: ModelLibrary
  readonly cancellation: Cancellation
  readonly groups: GroupService
  readonly viewer: GroupViewer
  readonly groupFiles: GroupFileWriter
  readonly retries: Retries
  readonly owner: InstallId
  readonly failpoint: (name: FailpointName) => void | Promise<void>
  readonly maxWaiting: number
}
