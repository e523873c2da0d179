import type { DecodeJob } from './decode-job.ts'
import { DecoderProcess } from './decoder-process.ts'
import type { Made, Reply } from './decoder-protocol.ts'
import {
  CorruptImageError,
  ImageTimeoutError,
  ThumbnailerBusyError,
  ThumbnailerClosedError,
  toThumbnailError,
} from './errors.ts'
import type { Settings } from './settings.ts'
import type { ThumbnailerHealth } from './thumbnailer.ts'
import type { Turn } from './turn.ts'
import { WorkQueue } from './work-queue.ts'

export interface DecoderOptions
  extends Pick<
    Settings,
    'concurrency' | 'pixelLimit' | 'timeoutMs' | 'silenceMs' | 'idleMs' | 'queueLimit' | 'root'
  > {
  /** Module of the child process. */
  readonly worker: URL
  /** Of the child process: from 0, which is that of most programs, to 19, which leaves everything to others. */
  readonly niceness: number
  /** Of huge images, shared with other decoders. */
  readonly turn: Turn
  /** Takes over a job that is to run again after a crash; false leaves it here. */
  readonly takeOver?: (job: DecodeJob) => boolean
  readonly onCrash: (reason: string, pid: number | undefined) => void
}

/** A job gets no other try after the decoder died this often with it. */
const killLimit = 2

/** Additional milliseconds before a new process counts as silent. */
const startupMs = 30_000

/**
 * The child process and its queue: started by the first job, stopped when idle, restarted after a crash. Jobs that were
 * running in a crash run again, each alone, to find the culprit.
 */
export class Decoder implements AsyncDisposable {
  readonly #options: DecoderOptions
  readonly #waiting = new WorkQueue()
  readonly #running = new Map<number, DecodeJob>()
  #process: DecoderProcess | undefined
  #hasSpoken = false
  #exited: Promise<void> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined
  #crashes = 0
  #isClosed = false
  /** Smoothed milliseconds of a job, for the advice when to come back. */
  #jobMs = 100

  constructor(options: DecoderOptions) {
    this.#options = options
  }

  /** Runs a job. Rejects with the reason when the job is abandoned; started work then ends in the background. */
  async run(job: DecodeJob): Promise<Made> {
    if (this.#isClosed) throw new ThumbnailerClosedError()
    if (this.#waiting.count(job.priority) >= this.#options.queueLimit) {
      throw new ThumbnailerBusyError(this.#secondsUntilRoom(job))
    }
    const leave = () => {
      this.#waiting.delete(job)
      job.outcome.reject(job.signal.reason)
    }
    job.signal.addEventListener('abort', leave, { once: true })
    this.#waiting.add(job)
    this.#dispatch()
    return await job.outcome.promise
  }

  /** Takes back a job that has not begun; false when there is none. */
  withdraw(job: DecodeJob): boolean {
    return this.#waiting.delete(job)
  }

  state(): ThumbnailerHealth['decoder'] & ThumbnailerHealth['queue'] {
    const pid = this.#process?.pid
    return {
      pids: pid === undefined ? [] : [pid],
      crashes: this.#crashes,
      running: this.#running.size,
      interactive: this.#waiting.count('interactive'),
      background: this.#waiting.count('background'),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    const jobs = [...this.#waiting.takeAll(), ...this.#running.values()]
    this.#running.clear()
    for (const job of jobs) {
      this.#leave(job)
      job.outcome.reject(new ThumbnailerClosedError())
    }
    // Waits for the end of the process even when nothing else keeps ours alive.
    this.#process?.hold()
    this.#stop()
    await this.#exited
  }

  #secondsUntilRoom({ priority }: DecodeJob): number {
    const { concurrency } = this.#options
    const seconds = (this.#waiting.count(priority) * this.#jobMs) / concurrency / 1000
    return Math.min(30, Math.max(1, Math.ceil(seconds)))
  }

  /** The next job to start; a suspect runs alone. */
  #next(): DecodeJob | undefined {
    const isSuspect = (job: DecodeJob) => job.kills > 0
    if (this.#running.size === 0) return this.#waiting.take(isSuspect) ?? this.#waiting.take()
    const [first] = this.#running.values()
    if (first !== undefined && isSuspect(first)) return undefined
    return this.#waiting.take((job) => !isSuspect(job))
  }

  #dispatch(): void {
    clearTimeout(this.#idle)
    while (this.#running.size < this.#options.concurrency) {
      const job = this.#next()
      if (job === undefined) break
      this.#start(job)
    }
    if (this.#running.size > 0 || this.#process === undefined) return
    this.#process.release()
    this.#idle = setTimeout(() => this.#stop(), this.#options.idleMs).unref()
  }

  #start(job: DecodeJob): void {
    const { id, task, targets, settledBefore } = job
    const { pixelLimit, timeoutMs, root } = this.#options
    this.#process ??= this.#launch()
    this.#process.hold()
    job.startedAt = performance.now()
    this.#running.set(id, job)
    this.#watch(job)
    this.#process.send({ id, task, targets, root, settledBefore, pixelLimit, timeoutMs })
  }

  #launch(): DecoderProcess {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#exited = promise
    this.#hasSpoken = false
    const child = new DecoderProcess(this.#options.worker, {
      concurrency: this.#options.concurrency,
      niceness: this.#options.niceness,
      onReply: (reply) => this.#receive(reply),
      onExit: (reason) => {
        resolve()
        if (this.#process === child) this.#bury(child, reason)
      },
    })
    return child
  }

  /** Kills a decoder that is silent about a job for too long. */
  #watch(job: DecodeJob): void {
    clearTimeout(job.deadline)
    job.deadline = setTimeout(
      () => {
        job.wasSilent = true
        // Only the silent job is to blame.
        for (const other of this.#running.values()) if (other !== job) other.kills--
        this.#process?.kill()
      },
      this.#options.silenceMs + (this.#hasSpoken ? 0 : startupMs),
    )
  }

  #receive(reply: Reply): void {
    this.#hasSpoken = true
    const job = this.#running.get(reply.id)
    if (job === undefined) return
    if (reply.type === 'started') this.#watch(job)
    else if (reply.type === 'huge') this.#queueUp(job)
    else this.#settle(job, reply)
  }

  #settle(job: DecodeJob, reply: Exclude<Reply, { type: 'started' | 'huge' }>): void {
    this.#leave(job)
    this.#running.delete(job.id)
    this.#jobMs += (performance.now() - job.startedAt - this.#jobMs) / 8
    if (reply.type === 'made') job.outcome.resolve(reply.made)
    else job.outcome.reject(toThumbnailError(reply.failure))
    this.#dispatch()
  }

  /** Lets a huge image wait for its turn, as long as that takes. */
  #queueUp(job: DecodeJob): void {
    clearTimeout(job.deadline)
    this.#options.turn.ask(job, () => {
      this.#watch(job)
      this.#process?.send({ type: 'go', id: job.id })
    })
  }

  /** Takes from a job what it has of its process. */
  #leave(job: DecodeJob): void {
    clearTimeout(job.deadline)
    this.#options.turn.giveBack(job)
  }

  #bury(child: DecoderProcess, reason: string): void {
    this.#process = undefined
    const jobs = [...this.#running.values()]
    this.#running.clear()
    if (jobs.length > 0) {
      this.#crashes++
      this.#options.onCrash(reason, child.pid)
    }
    for (const job of jobs) this.#tryAgain(job, reason)
    this.#dispatch()
  }

  #tryAgain(job: DecodeJob, reason: string): void {
    this.#leave(job)
    job.kills++
    if (job.signal.aborted) return
    if (job.kills < killLimit) {
      if (this.#options.takeOver?.(job) !== true) this.#waiting.add(job)
    } else job.outcome.reject(deathError(job, reason))
  }

  #stop(): void {
    clearTimeout(this.#idle)
    const child = this.#process
    this.#process = undefined
    child?.kill()
  }
}

function deathError({ task, kills, wasSilent }: DecodeJob, reason: string): Error {
  const subject = 'source' in task ? task.source : `The ${task.kind}`
  return wasSilent
    ? new ImageTimeoutError(`${subject}: the decoder had no answer, ${kills} times`)
    : new CorruptImageError(`${subject}: the decoder died of it ${kills} times: ${reason}`)
}
