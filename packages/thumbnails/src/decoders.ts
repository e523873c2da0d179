import type { DecodeJob } from './decode-job.ts'
import { Decoder, type DecoderOptions } from './decoder.ts'
import type { Made } from './decoder-protocol.ts'
import { Turn } from './turn.ts'

/** Of the process that makes what somebody waits for: behind the answers of the server, and before whatever else is done ahead. */
const awaitedNiceness = 3

/**
 * Of the process that makes images ahead: it gets a tenth of what a busy program gets, so that it holds up nobody, and an image that
 * somebody asks for while it is being made there still comes.
 */
const aheadNiceness = 10

/**
 * Two processes: one makes what somebody waits for, nearly with the priority of the server itself, and the other makes images ahead in what
 * the machine has left. One process cannot do both, for only the administrator may raise a priority again.
 */
export class Decoders implements AsyncDisposable {
  readonly #awaited: Decoder
  readonly #ahead: Decoder

  constructor(options: Omit<DecoderOptions, 'niceness' | 'turn' | 'takeOver'>) {
    const turn = new Turn()
    this.#awaited = new Decoder({ ...options, turn, niceness: awaitedNiceness })
    this.#ahead = new Decoder({
      ...options,
      turn,
      niceness: aheadNiceness,
      takeOver: (job) => job.priority === 'interactive' && this.#hurry(job),
    })
  }

  /** Runs a job. One that is asked for while it waits to be made ahead is made with the others that are. */
  run(job: DecodeJob): Promise<Made> {
    if (job.priority === 'interactive') return this.#awaited.run(job)
    job.onUrgent = () => {
      if (this.#ahead.withdraw(job)) this.#hurry(job)
    }
    return this.#ahead.run(job)
  }

  #hurry(job: DecodeJob): true {
    this.#awaited.run(job).catch(job.outcome.reject)
    return true
  }

  state(): ReturnType<Decoder['state']> {
    const [awaited, ahead] = [this.#awaited.state(), this.#ahead.state()]
    return {
      pids: [...awaited.pids, ...ahead.pids],
      crashes: awaited.crashes + ahead.crashes,
      running: awaited.running + ahead.running,
      interactive: awaited.interactive + ahead.interactive,
      background: awaited.background + ahead.background,
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#awaited[Symbol.asyncDispose](), this.#ahead[Symbol.asyncDispose]()])
  }
}
