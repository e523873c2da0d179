import type { Gallery } from '@darkroom/gallery-store'
import type { GalleryDisk, Generation } from '@darkroom/generation'
import type { UploadStore } from '@darkroom/input-pictures'
import type { TemplateFiles, WildcardFiles } from '@darkroom/prompt-templates'
import type { SceneProducer } from '@darkroom/scene-producer'
import type { Thumbnailer } from '@darkroom/thumbnails'
import type { WorkflowFiles } from '@darkroom/workflow-files'
import type { Logger } from 'pino'
import type { Config } from './config/config-schema.ts'
import type { GivenPictures } from './inputs/asked-picture.ts'
import type { Observation } from './observe.ts'
import type { Access } from './security/token-guard.ts'
import type { SequenceDrafts } from './stories/sequence-drafts.ts'
import type { FetchInput } from './uploads/sent-bytes.ts'
import type { Webhooks } from './webhooks/webhooks.ts'
import type { BuiltInLibrary } from './workflows/built-in/built-in-library.ts'
import type { RunPlanner } from './workflows/plan-run.ts'
import type { WorkflowLibrary } from './workflows/workflow-library.ts'

/** The services that the routes use. */
export interface Services {
  readonly config: Config
  /** The token and the sessions that it opens; undefined where none is needed. */
  readonly access: Access | undefined
  readonly version: string
  /** The folder of the built page, which may not be there yet. */
  readonly page: string | undefined
  readonly log: Logger
  /** Where requests are counted and traced. */
  readonly observed: Pick<Observation, 'metrics' | 'tracing'>
  readonly generation: Generation
  /** Whether the gallery's folder is there and can be written. */
  readonly disk: GalleryDisk
  readonly gallery: Gallery
  readonly thumbnailer: Thumbnailer
  readonly sceneProducer: SceneProducer
  readonly drafts: SequenceDrafts
  readonly templates: TemplateFiles
  readonly wildcards: WildcardFiles
  readonly uploads: UploadStore
  readonly fetchInput: FetchInput
  /** Takes the pictures that requests refer to. */
  readonly given: GivenPictures
  /** The folder of workflows, and what was understood of them. */
  readonly workflowFiles: WorkflowFiles
  readonly workflows: WorkflowLibrary
  /** The workflows that are code. */
  readonly builtIns: BuiltInLibrary
  /** Makes jobs of workflows and values. */
  readonly runs: RunPlanner
  /** Tells others what becomes of jobs; undefined where the operator lets nobody be told. */
  readonly webhooks: Webhooks | undefined
  /** Aborts when the server stops, to end event streams, which would never end by themselves. */
  readonly stopping: AbortSignal
}
