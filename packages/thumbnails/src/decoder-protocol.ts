import type { ConvertedFormat, SourceState, ThumbnailFormat } from './thumbnailer.ts'

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
  readonly keepMetadata: boolean
}

/** A frame as the decoder sees it: no path, no picture. */
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

/** Everything that the decoder can be asked to make. */
export type Task = ThumbnailTask | ConvertTask | ContactSheetTask | SlideshowTask

/** A `DecodeJob` as it crosses to the decoder, with the limits for it. */
export interface DecodeMessage {
  readonly id: number
  readonly task: Task
  /** Where the result goes: the first of these that can be written. */
  readonly targets: readonly string[]
  readonly pixelLimit: number
  readonly timeoutMs: number
  /** A source changed after this time (wall clock, ms) may still be being written. */
  readonly settledBefore: number
}

/** Why there is no image; `changed` means that the source was replaced meanwhile. */
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
  /** The target that was written. */
  readonly path: string | undefined
  readonly writeFailures: readonly WriteFailure[]
}

/** `started` is sent when decoding begins, which for a huge image is when the other huge one is done. */
export type Reply =
  | { readonly type: 'started'; readonly id: number }
  | { readonly type: 'made'; readonly id: number; readonly made: Made }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure }

function hasId(value: unknown): value is { type?: unknown; id: number } {
  return typeof value === 'object' && value !== null && 'id' in value && Number.isInteger(value.id)
}

/** Tells our messages from anything else on the channel; what is inside was written by ourselves. */
export function isDecodeMessage(value: unknown): value is DecodeMessage {
  return hasId(value) && 'task' in value && 'targets' in value
}

export function isReply(value: unknown): value is Reply {
  return (
    hasId(value) &&
    (value.type === 'started' ||
      (value.type === 'made' && 'made' in value) ||
      (value.type === 'failed' && 'failure' in value))
  )
}
