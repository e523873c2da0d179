import type { QueueDriver } from '@darkroom/job-queue'
import type { Acceptor } from './accept/acceptor.ts'
import type { Announcer } from './announcer.ts'
import type { GalleryFiles } from './collect/gallery-files.ts'
import type { Live } from './events/live.ts'
import type { GroupAcceptor } from './groups/group-acceptor.ts'
import type { GroupFiles } from './groups/group-files.ts'
import type { Groups } from './groups/groups.ts'
import type { Retries } from './groups/retries.ts'
import type { InstallId } from './install-id.ts'
import type { ModelLibrary } from './models/model-library.ts'
import type { Clock, FailpointName, Logger } from './options.ts'
import type { Dispatcher } from './pool/dispatcher.ts'
import type { Pool } from './pool/pool.ts'
import type { Durations } from './views/durations.ts'
import type { JobViews } from './views/job-views.ts'

/** What a generation is made of. */
export interface ServiceParts {
  readonly queue: QueueDriver
  readonly live: Live
  readonly clock: Clock
  readonly logger: Logger
  readonly durations: Durations
  readonly files: GalleryFiles
  readonly announcer: Announcer
  readonly pool: Pool
  readonly dispatcher: Dispatcher
  readonly views: JobViews
  readonly acceptor: Acceptor
  readonly models: ModelLibrary
  readonly groups: Groups
  readonly groupAcceptor: GroupAcceptor
  readonly groupFiles: GroupFiles
  readonly retries: Retries
  readonly owner: InstallId
  readonly failpoint: (name: FailpointName) => void | Promise<void>
  readonly maxWaiting: number
}
