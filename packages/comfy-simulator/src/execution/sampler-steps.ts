import { encodePng } from '../files/png.ts'
import type { Machine } from '../machine.ts'
import type { Picture } from '../painting/picture.ts'
import { paintPreview } from '../painting/preview.ts'
import type { FrameImage } from '../sockets/frames.ts'
import { WorkerDeathError } from './failure.ts'
import type { Interruption } from './interruption.ts'
import type { JobEvents } from './job-events.ts'
import type { NodeName, ProgressRegistry } from './progress-registry.ts'

/** The effects that a step may have on the server beside reporting itself. */
export interface StepWorld {
  readonly machine: Machine
  readonly interruption: Interruption
  readonly signal: AbortSignal
  readonly dropSockets: () => void
  readonly restart: () => void
}

/** Applies the faults of a given step; step 0 is the start of the job. */
export const strikeAtStep = (step: number, world: StepWorld): void => {
  const isNow = ({ atStep }: { atStep: number }): boolean => atStep === step
  const { faults } = world.machine
  if (step === 0) world.machine.loseUploads('start')
  if (faults.take('drop-sockets', isNow) !== undefined) world.dropSockets()
  if (faults.take('foreign-interrupt', isNow) !== undefined) world.interruption.set()
  if (faults.take('zombie-worker', isNow) !== undefined) {
    throw new WorkerDeathError(`The worker died at step ${step}`)
  }
  if (faults.take('restart', isNow) !== undefined) {
    world.restart()
    throw new WorkerDeathError(`The server was restarted at step ${step}`)
  }
}

const smallestInterval = 100
const smallestPart = 0.005

export class SamplerSteps {
  readonly #world: StepWorld
  readonly #events: JobEvents
  readonly #progress: ProgressRegistry
  readonly #promptId: string
  readonly #hasPreviews: boolean
  #last = { at: 0, value: 0 }

  constructor(
    world: StepWorld,
    job: { events: JobEvents; progress: ProgressRegistry; promptId: string; hasPreviews: boolean },
  ) {
    this.#world = world
    this.#events = job.events
    this.#progress = job.progress
    this.#promptId = job.promptId
    this.#hasPreviews = job.hasPreviews
  }

  async step(name: NodeName, at: { value: number; max: number; picture: Picture }): Promise<void> {
    const { machine, signal, interruption } = this.#world
    await machine.pace.step(signal)
    strikeAtStep(at.value, this.#world)
    const jpeg = this.#hasPreviews ? await paintPreview(at.picture, at.value / at.max) : undefined
    signal.throwIfAborted()
    interruption.throwIfSet()
    if (jpeg === undefined && this.#isThrottled(at)) return
    this.#last = { at: Date.now(), value: at.value }
    this.report(name, at, jpeg && { type: 'jpeg', bytes: jpeg })
  }

  /** Reports a picture that a node sends over the socket. */
  async sendImage(
    name: NodeName,
    at: { value: number; max: number; picture: Picture },
  ): Promise<void> {
    const bytes = await encodePng(at.picture)
    this.#world.signal.throwIfAborted()
    this.#world.interruption.throwIfSet()
    this.report(name, at, { type: 'png', bytes })
  }

  report(name: NodeName, at: { value: number; max: number }, image?: FrameImage): void {
    this.#progress.update(name, at.value, at.max)
    const progress = {
      value: at.value,
      max: at.max,
      prompt_id: this.#promptId,
      node: name.id,
    }
    if (image !== undefined && this.#events.takesPreviewMetadata) {
      this.#events.image(image, name)
      this.#events.toAll('progress', progress)
    } else {
      this.#events.toAll('progress', progress)
      if (image !== undefined) this.#events.image(image, name)
    }
  }

  /** Since 0.9.2 steps in too quick succession are not reported; the first and the last always are. */
  #isThrottled({ value, max }: { value: number; max: number }): boolean {
    if (!this.#world.machine.profile.throttlesProgress || value === 1 || value === max) return false
    const isSoon = Date.now() - this.#last.at < smallestInterval
    return isSoon || (value - this.#last.value) / max < smallestPart
  }
}
