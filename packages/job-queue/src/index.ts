export { type Clock, systemClock } from '@darkroom/foundation'
export type { DriverOptions } from './driver-options.ts'
export {
  ConflictError,
  CorruptJournalError,
  DuplicateIdError,
  EventGapError,
  InvalidJobError,
  JournalPoisonedError,
  JournalVersionError,
  PayloadTooLargeError,
  QueueClosedError,
  QueueError,
  QueueLockedError,
  StorageFullError,
} from './errors.ts'
export type { Failpoint, FailpointName } from './file/failpoint.ts'
export { createFileDriver } from './file/file-driver.ts'
export type { FileDriverOptions } from './file/file-options.ts'
export type { QueueFile, QueueFileSystem } from './file/file-system.ts'
export { describeRepair, type RepairReport, repairJournal } from './file/repair-journal.ts'
export type {
  Accepted,
  CancelResult,
  Capabilities,
  CommitResult,
  EnqueueOptions,
  GroupRecord,
  GroupSpec,
  JobError,
  JobFilter,
  JobQueue,
  JobRecord,
  JobSpec,
  JobState,
  Json,
  Lease,
  LeaseRef,
  Page,
  QueueCounts,
  QueueEvent,
} from './job-queue.ts'
export { createMemoryDriver } from './memory-driver.ts'
