export type { Clock, Json } from '@darkroom/foundation'
export type { Change, Entry } from './change.ts'
export type { Claim } from './claims.ts'
export { createQueue } from './create-queue.ts'
export {
  ConflictError,
  CorruptJournalError,
  DuplicateIdError,
  EventGapError,
  InvalidJobError,
  JournalPoisonedError,
  JournalVersionError,
  OvertakenError,
  PayloadTooLargeError,
  QueueClosedError,
  QueueError,
  QueueLockedError,
  StorageFullError,
  StoreDivergedError,
  StoreUnavailableError,
} from './errors.ts'
export type { Failpoint, FailpointName } from './file/failpoint.ts'
export { createFileStore, type FileStoreOptions } from './file/file-store.ts'
export type { QueueFile, QueueFileSystem } from './file/file-system.ts'
export { lockDirectory } from './file/lock-directory.ts'
export { describeRepair, type RepairReport, repairJournal } from './file/repair-journal.ts'
export type {
  Accepted,
  CancelResult,
  CommitResult,
  EnqueueOptions,
  GroupSpec,
  JobFilter,
  JobQueue,
  JobSpec,
  Lease,
  LeaseRef,
  Page,
  QueueCounts,
} from './job-queue.ts'
export type {
  DelayedJob,
  EndedJob,
  GroupRecord,
  JobError,
  JobRecord,
  JobState,
  LeasedJob,
  WaitingJob,
} from './job-record.ts'
export type { MemberSettings } from './membership.ts'
export { createMemoryStore } from './memory-store.ts'
export type { Message, MessageState } from './outbox/message.ts'
export type { MessageFilter, Outbox } from './outbox/outbox.ts'
export type { NewMessage } from './outbox/outbox-change.ts'
export type { Happening, MessagesOf } from './outbox/with-messages.ts'
export type { Member, MemberRecord, PresenceChange } from './presence.ts'
export type {
  GroupEvent,
  JobEvent,
  MessageEvent,
  PauseEvent,
  QueueEvent,
  RemovedEvent,
  SettingEvent,
} from './queue-event.ts'
export type { QueueOptions, QueueRules } from './queue-options.ts'
export type { QueueStore, SharedStore, StoreContext, StoreRecord } from './queue-store.ts'
export { maxGroupPayload, maxPayload } from './spec.ts'
export { isEntry, isSnapshotLine, type SnapshotLine } from './store-record.ts'
export type { QueueLoad, WaitingShare } from './waiting-load.ts'
export { whileClaimed } from './while-claimed.ts'
