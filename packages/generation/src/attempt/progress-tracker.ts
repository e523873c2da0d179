import {
  type ComfyEvent,
  initialProgress,
  type ProgressState,
  type PromptGraph,
  reduceProgress,
} from '@darkroom/comfy-client'
import type { JobProgress, JobStage } from '../job/job-view.ts'
import type { ProgressBoard } from '../progress/progress-board.ts'

/** ComfyUI's are about 50 kB (512 pixels, JPEG). Larger ones are full pictures, and sent as text to every listener. */
const largestPreview = 200_000

export interface FollowOptions {
  readonly jobId: string
  readonly promptId: string
  readonly server: string
  readonly graph: PromptGraph
  readonly live: ProgressBoard
  /** The socket said something that is worth a look at the server. */
  readonly onNews: () => void
}

/** What the socket says of one prompt: progress for those who watch, and hints for those who act. */
export class ProgressTracker {
  readonly #options: FollowOptions
  #progress: ProgressState
  #stage: JobStage = 'submitting'
  #stale = false
  #started = false
  #outcomeKnown = false
  #inHistory = false
  #published: JobProgress | undefined

  constructor(options: FollowOptions) {
    this.#options = options
    this.#progress = initialProgress(options.graph, { promptId: options.promptId })
    this.#publish()
  }

  /** It has begun to run. */
  get started(): boolean {
    return this.#started
  }

  /** It has ended; its history entry may be a moment away. */
  get outcomeKnown(): boolean {
    return this.#outcomeKnown
  }

  /** It has ended and its history entry exists. */
  get inHistory(): boolean {
    return this.#inHistory
  }

  set stage(stage: JobStage) {
    if (stage === this.#stage) return
    this.#stage = stage
    this.#publish()
  }

  set stale(stale: boolean) {
    if (stale === this.#stale) return
    this.#stale = stale
    this.#publish()
  }

  hear(event: ComfyEvent): void {
    switch (event.type) {
      case 'socket-lost':
        this.stale = true
        return
      case 'preview':
        this.#preview(event)
        return
      case 'execution-start':
      case 'execution-cached':
      case 'progress':
      case 'progress-state':
      case 'executed':
        if (event.promptId === this.#options.promptId) this.#advance(event)
        return
      case 'executing':
        if (event.promptId === this.#options.promptId) this.#executing(event)
        return
      case 'execution-success':
      case 'execution-error':
      case 'execution-interrupted':
        if (event.promptId === this.#options.promptId) this.#ended(event)
        return
      case 'socket-open':
        // What was missed is not sent again.
        this.#options.onNews()
        return
      case 'status':
      case 'feature-flags':
      case 'text':
      case 'logs':
      case 'unknown':
        return
    }
  }

  #advance(event: ComfyEvent): void {
    this.#stale = false
    this.#progress = reduceProgress(this.#progress, event)
    if (!this.#started) {
      this.#started = true
      this.#stage = 'running'
      this.#options.onNews()
    }
    this.#publish()
  }

  #executing(event: ComfyEvent & { readonly type: 'executing' }): void {
    if (event.nodeId !== undefined) {
      this.#advance(event)
      return
    }
    this.#inHistory = true
    this.#outcomeKnown = true
    this.#options.onNews()
  }

  #ended(event: ComfyEvent): void {
    if (event.type === 'execution-error' && !event.isTerminal) return
    this.#advance(event)
    this.#outcomeKnown = true
    this.#options.onNews()
  }

  #preview(event: ComfyEvent & { readonly type: 'preview' }): void {
    const { jobId, promptId, live } = this.#options
    // Without a prompt id it may be a stranger's, submitted without a client id, unless ours is what runs.
    const ours = event.promptId === promptId || (event.promptId === undefined && this.#started)
    if (!ours || event.image.length > largestPreview) return
    live.preview(
      jobId,
      () => `data:${event.contentType};base64,${Buffer.from(event.image).toString('base64')}`,
    )
  }

  #publish(): void {
    const { jobId, server, live } = this.#options
    const { value, step, steps, stage } = this.#progress
    const progress: JobProgress = { value, step, steps, stage, stale: this.#stale }
    // ComfyUI tells of each step twice, in different words.
    if (!isSame(progress, this.#published)) this.#published = progress
    live.set(jobId, { stage: this.#stage, progress: this.#published ?? progress, server })
  }
}

const isSame = (left: JobProgress, right: JobProgress | undefined): boolean =>
  left.value === right?.value &&
  left.step === right.step &&
  left.steps === right.steps &&
  left.stage === right.stage &&
  left.stale === right.stale
