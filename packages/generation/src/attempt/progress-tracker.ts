import {
  type ComfyEvent,
  initialProgress,
  type ProgressState,
  type PromptGraph,
  reduceProgress,
} from '@darkroom/comfy-client'
import type { JobProgress, JobStage } from '../job/job-view.ts'
import type { Clock } from '../options.ts'
import type { ProgressBoard } from '../progress/progress-board.ts'

/** Bytes. ComfyUI's are about 50 kB (512 pixels, JPEG); larger ones are full pictures, sent as text to all. */
const largestPreview = 200_000

export interface TrackerOptions {
  readonly jobId: string
  readonly promptId: string
  readonly server: string
  readonly graph: PromptGraph
  readonly board: ProgressBoard
  readonly clock: Pick<Clock, 'now'>
}

/** Puts the socket's events about a job's prompt on the progress board. */
export class ProgressTracker {
  readonly #options: TrackerOptions
  /** What the run has taken is counted from here: neither waiting in ComfyUI's queue nor an outage is a part of it. */
  #since: number
  #awaySince = 0
  #progress: ProgressState
  #stage: JobStage = 'submitting'
  #stale = false
  #started = false
  #published: JobProgress | undefined

  constructor(options: TrackerOptions) {
    this.#options = options
    this.#since = options.clock.now()
    this.#progress = initialProgress(options.graph, { promptId: options.promptId })
    this.#publish()
  }

  set stage(stage: JobStage) {
    if (stage === this.#stage) return
    this.#enter(stage)
    this.#publish()
  }

  set stale(stale: boolean) {
    if (stale === this.#stale) return
    this.#stale = stale
    this.#publish()
  }

  /** `isOwn`: the event is about this prompt. */
  hear(event: ComfyEvent, { isOwn }: { readonly isOwn: boolean }): void {
    if (event.type === 'socket-lost') this.stale = true
    if (!isOwn) return
    this.#options.board.server(this.#options.jobId, event)
    if (event.type === 'preview') this.#preview(event)
    else this.#advance(event)
  }

  #enter(stage: JobStage): void {
    const now = this.#options.clock.now()
    if (this.#stage === 'submitting' || this.#stage === 'pending') this.#since = now
    if (this.#stage === 'server-unreachable') this.#since += Math.max(0, now - this.#awaySince)
    if (stage === 'server-unreachable') this.#awaySince = now
    this.#stage = stage
  }

  #advance(event: ComfyEvent): void {
    this.#stale = false
    this.#progress = reduceProgress(this.#progress, event)
    if (!this.#started) this.#enter('running')
    this.#started = true
    this.#publish()
  }

  #preview({ image, contentType }: ComfyEvent & { readonly type: 'preview' }): void {
    if (image.length > largestPreview) return
    const { jobId, board } = this.#options
    board.preview(
      jobId,
      () => `data:${contentType};base64,${Buffer.from(image).toString('base64')}`,
    )
  }

  #publish(): void {
    const { jobId, server, board } = this.#options
    const { value, step, steps, stage } = this.#progress
    const progress: JobProgress = { value, step, steps, stage, stale: this.#stale }
    // ComfyUI reports each step twice, in different words.
    if (!isSame(progress, this.#published)) this.#published = progress
    const since = this.#since
    board.set(jobId, { stage: this.#stage, progress: this.#published ?? progress, server, since })
  }
}

const isSame = (left: JobProgress, right: JobProgress | undefined): boolean =>
  left.value === right?.value &&
  left.step === right.step &&
  left.steps === right.steps &&
  left.stage === right.stage &&
  left.stale === right.stale
