export { ConflictError, EventGapError } from '@darkroom/job-queue'
export type { ServerCheck } from './accept/check-servers.ts'
export { QueueFullError, QuotaExceededError, TooManyJobsError } from './accept/queue-full.ts'
export { createGeneration } from './create-generation.ts'
export { type AwayReason, type DiskReport, isStorable, refusalOf } from './disk/disk-report.ts'
export { type GalleryDisk, type GalleryDiskOptions, openGalleryDisk } from './disk/gallery-disk.ts'
export type { RunEnd, RunNews, TakenJob } from './dispatch/run-news.ts'
export {
  ComfyAnswerError,
  ComfyUnavailableError,
  DiskLowError,
  GalleryMissingError,
  GalleryReadOnlyError,
  GenerationError,
  type GraphObstacle,
  InvalidRequestError,
  type MissingCompanion,
  MissingFilesError,
  NotFoundError,
  NotReadyError,
  NotRunnableError,
  WrongStateError,
} from './errors.ts'
export type {
  EndEvent,
  EventOptions,
  GenerationEvent,
  PositionEvent,
  PreviewEvent,
  ProgressEvent,
  QueueStateEvent,
  StatusEvent,
  WaitingEvent,
} from './events/generation-event.ts'
export type { ServerEvent } from './events/server-events.ts'
export type { CancelOutcome, Generation, ListFilter } from './generation.ts'
export type { CancelledGroup, GenerationGroups } from './groups/generation-groups.ts'
export type {
  AgainChange,
  BatchCell,
  BatchRequest,
  FrameChange,
  FrameRequest,
  GroupKind,
  GroupRequests,
  SequenceRequest,
  SequenceStory,
} from './groups/group-request.ts'
export type {
  AcceptedGroup,
  BatchView,
  GroupProgress,
  GroupStatus,
  GroupViews,
  SequenceView,
} from './groups/group-view.ts'
export { cellsOf, countCells, type Matrix, mostCells } from './groups/matrix.ts'
export type { SeedPlaces } from './groups/seed-places.ts'
export { type GivenFile, pictureOfJob } from './job/given-file.ts'
export type { JobImage, JobOutput } from './job/job-output.ts'
export type {
  AcceptedJob,
  AcceptOptions,
  ForeseenJob,
  JobRequest,
  PromptTexts,
} from './job/job-request.ts'
export type {
  BatchPart,
  ErrorInfo,
  JobPart,
  JobProgress,
  JobStage,
  JobStatus,
  JobView,
  SequencePart,
} from './job/job-view.ts'
export type { Listed, PageOptions } from './job/listed.ts'
export type { MadeBy } from './job/made-by.ts'
export { type JobNews, newsOf, webhookOf } from './job/news-of.ts'
export type { OutputKind } from './job/output-kind.ts'
export { isOutputFolder } from './job/output-names.ts'
export type { SeedMode } from './job/seeds.ts'
export type { Stacked, StackedRow } from './line/waiting-line.ts'
export type {
  ModelCategory,
  ModelCompanion,
  ModelDetails,
  ModelEntry,
  ModelLists,
  Recommended,
  SamplerLists,
} from './models/model-lists.ts'
export { wordsLostTo, wordsRefusedBy } from './models/useless-words.ts'
export type {
  Clock,
  FailpointName,
  GenerationOptions,
  InputFiles,
  Logger,
  PoolServer,
  Timings,
} from './options.ts'
export type { Definitions } from './servers/server-catalog.ts'
export type { QueueState, ServerDevice, ServerState, ServerStatus } from './servers/server-state.ts'
export type { WaitingFor, WaitingReason } from './waiting/waiting-for.ts'
