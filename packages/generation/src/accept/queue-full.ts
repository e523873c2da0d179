import { GenerationError } from '../errors.ts'

/** What does not fit into the queue. */
export interface FullQueue {
  /** Jobs that wait. */
  readonly waiting: number
  /** Jobs that were to be added. */
  readonly asked: number
  /** Jobs that may wait. */
  readonly limit: number
  readonly retryAfterSeconds: number
}

const jobsOf = (count: number): string => (count === 1 ? '1 job' : `${count} jobs`)

/** Why they do not fit: there are too many, or those that wait are as much as memory is kept for. */
const whyFull = ({ waiting, asked, limit }: FullQueue): string =>
  waiting + asked > limit
    ? ` of at most ${limit}, and ${asked} more ${asked === 1 ? 'was' : 'were'} asked for`
    : `, which ${waiting === 1 ? 'has' : 'have'} all the bytes that may wait`

class NoRoomError extends GenerationError {
  readonly retryAfterSeconds: number
  readonly waiting: number
  readonly asked: number
  readonly limit: number

  constructor(who: string, full: FullQueue) {
    super(`${who}${whyFull(full)}`)
    this.retryAfterSeconds = full.retryAfterSeconds
    this.waiting = full.waiting
    this.asked = full.asked
    this.limit = full.limit
  }
}

/** As many jobs wait, of all clients, as may; nothing of the request was queued. */
export class QueueFullError extends NoRoomError {
  override readonly name = 'QueueFullError'

  constructor(full: FullQueue) {
    const verb = full.waiting === 1 ? 'waits' : 'wait'
    super(`The queue is full: ${jobsOf(full.waiting)} ${verb}`, full)
  }
}

/** As many jobs of one client wait as may; nothing of the request was queued. */
export class QuotaExceededError extends NoRoomError {
  override readonly name = 'QuotaExceededError'

  constructor(full: FullQueue) {
    super(`You have ${jobsOf(full.waiting)} waiting`, full)
  }
}

/** More jobs at once than may ever wait: waiting would not help. */
export class TooManyJobsError extends GenerationError {
  override readonly name = 'TooManyJobsError'
  readonly asked: number
  readonly limit: number
  /** Whose limit it is. */
  readonly of: 'all' | 'client'

  constructor({ asked, limit, of }: { asked: number; limit: number; of: 'all' | 'client' }) {
    super(
      `This makes ${jobsOf(asked)}, and at most ${limit} may wait${of === 'all' ? '' : ' of one client'}`,
    )
    this.asked = asked
    this.limit = limit
    this.of = of
  }
}
