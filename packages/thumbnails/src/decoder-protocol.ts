import type { Place } from './place.ts'
import type {
  ConvertedFormat,
  ConvertOptions,
  MaskShape,
  SourceState,
  ThumbnailFormat,
} from './thumbnailer.ts'

export interface ThumbnailTask {
  readonly kind: 'thumbnail'
  readonly source: string
  readonly size: number
  readonly format: ThumbnailFormat
}

export interface ConvertTask {
  readonly kind: 'convert'
  readonly source: string
  readonly format: ConvertedFormat
  readonly width: number | undefined
  readonly quality: number | undefined
  readonly keepMetadata: boolean
}

/** Makes a picture ready to be an input of a workflow. */
export interface InputTask {
  readonly kind: 'input'
  readonly source: string
  readonly shape:
    | { readonly kind: 'upright' }
    | ({ readonly kind: 'mask' } & MaskShape)
    | ({ readonly kind: 'copy' } & Omit<ConvertOptions, 'keepMetadata'>)
    /** The picture with holes: its transparency is where the mask, a grey picture of its size, is white. */
    | { readonly kind: 'masked'; readonly mask: Uint8Array }
}

/** Looks for a text hidden in the alpha channel. */
export interface HiddenTask {
  readonly kind: 'hidden'
  readonly source: string
}

/** A frame for the decoder; without a path it has no picture. */
export interface TaskFrame {
  readonly path: string | undefined
  readonly number: number
  readonly label: string
}

export interface ContactSheetTask {
  readonly kind: 'contact-sheet'
  readonly frames: readonly TaskFrame[]
  readonly columns: number
  readonly cell: number
  readonly title: string
}

export interface SlideshowTask {
  readonly kind: 'slideshow'
  readonly frames: readonly TaskFrame[]
  readonly frameMs: number
  readonly width: number
}

/** Any task of the decoder. */
export type Task =
  | ThumbnailTask
  | ConvertTask
  | InputTask
  | HiddenTask
  | ContactSheetTask
  | SlideshowTask

/** A `DecodeJob` as sent to the decoder, with its limits. */
export interface DecodeMessage {
  readonly id: number
  readonly task: Task
  /** Places for the result: the first that can be written is used. */
  readonly targets: readonly Place[]
  /** The folder below which no path leads through a link. */
  readonly root: string | undefined
  readonly pixelLimit: number
  readonly timeoutMs: number
  /** Wall clock, ms: a source changed after this time may still be being written. */
  readonly settledBefore: number
}

/** The reason for a missing image; `changed` means that the source was replaced meanwhile. */
export type FailureCode =
  | 'changed'
  | 'corrupt'
  | 'incomplete'
  | 'not-found'
  | 'timeout'
  | 'too-large'
  | 'unreadable'
  | 'unsupported'

export interface Failure {
  readonly code: FailureCode
  readonly message: string
}

export interface WriteFailure {
  readonly directory: string
  readonly code: string
}

export interface Made {
  readonly bytes: Uint8Array
  /** State of the source, before and after decoding; undefined where there are many sources. */
  readonly source: SourceState | undefined
  readonly damaged: boolean
  /** Of pixels that come as they are. */
  readonly size?: { readonly width: number; readonly height: number }
  /** The target that was written. */
  readonly path: string | undefined
  readonly writeFailures: readonly WriteFailure[]
}

/** Tells the decoder that a huge image has its turn. */
export interface Go {
  readonly type: 'go'
  readonly id: number
}

/** A reply. `huge` asks for the turn, which ends with the job; `started` is sent when decoding begins, and again while it goes on. */
export type Reply =
  | { readonly type: 'huge'; readonly id: number }
  | { readonly type: 'started'; readonly id: number }
  | { readonly type: 'made'; readonly id: number; readonly made: Made }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure }

function hasId(value: unknown): value is { type?: unknown; id: number } {
  return typeof value === 'object' && value !== null && 'id' in value && Number.isInteger(value.id)
}

/** Tells our messages from anything else on the channel; their contents are trusted. */
export function isDecodeMessage(value: unknown): value is DecodeMessage {
  return hasId(value) && 'task' in value && 'targets' in value
}

export const isGo = (value: unknown): value is Go => hasId(value) && value.type === 'go'

export function isReply(value: unknown): value is Reply {
  return (
    hasId(value) &&
    (value.type === 'huge' ||
      value.type === 'started' ||
      (value.type === 'made' && 'made' in value) ||
      (value.type === 'failed' && 'failure' in value))
  )
}
