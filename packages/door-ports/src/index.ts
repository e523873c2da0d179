export { bytesInText } from './bytes-in-text.ts'
export { type Caller, callerNamed } from './caller.ts'
export type { Door, House } from './door.ts'
export {
  DoorError,
  type DoorErrorOptions,
  hintBeside,
  invalidInput,
  notFound,
  type WrongPart,
} from './door-error.ts'
export type { Gallery, GalleryPage, GalleryPicture, GalleryQuery } from './gallery.ts'
export {
  type ComfyMessage,
  hasEnded,
  type Job,
  type JobFailure,
  type JobNews,
  type JobOutput,
  type JobProgress,
  type JobStatus,
  type Note,
  type OutputKind,
} from './job.ts'
export type {
  AskedBatch,
  AskedGraph,
  AskedJob,
  AskedWords,
  AskedWorkflow,
  Batch,
  CancelOutcome,
  GraphFile,
  Idempotency,
  JobPage,
  Jobs,
  SubmitOptions,
  Submitted,
} from './jobs.ts'
export type { Keep } from './keep.ts'
export {
  isPictureModel,
  type Model,
  type ModelDetails,
  type ModelKind,
  type Models,
  usualModel,
} from './models.ts'
export type {
  ByteRange,
  ConvertOptions,
  OpenFile,
  PictureFormat,
  PictureSource,
  Pictures,
  Upload,
} from './pictures.ts'
export type { QueueFacts, Server, ServerDevice, Servers } from './servers.ts'
export { untilEnded } from './until-ended.ts'
export type { Workflow, WorkflowInput, Workflows } from './workflows.ts'
