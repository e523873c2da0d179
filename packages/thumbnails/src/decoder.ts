import { DecoderProcess } from './decoder-process.ts'
import type { Job, Made, Reply, Task } from './decoder-protocol.ts'
import {
  CorruptImageError,
  ImageTimeoutError,
  ThumbnailerBusyError,
  ThumbnailerClosedError,
} from './errors.ts'
import type { Ticket } from './ticket.ts'
import { toThumbnailError } from './to-thumbnail-error.ts'
import { WorkQueue } from './work-queue.ts'

export interface DecoderOptions {
  readonly concurrency: number
  readonly pixelLimit: number
  readonly timeoutMs: number
  readonly silenceMs: number
  readonly idleMs: number
  readonly queueLimit: number
  /** The module that the child process runs. */
  readonly worker: URL
  readonly onCrash: (reason: string, pid: number | undefined) => void
}

export interface Order {
  readonly task: Task
  readonly targets: readonly string[]
  readonly settledBefore: number
}

interface Item {
  readonly id: number
  readonly order: Order
  readonly ticket: Ticket
  readonly resolve: (made: Made) => void
  readonly reject: (error: unknown) => void
  /** How often the decoder died while it had this. */
  kills: number
  /** It was killed because it said nothing about this. */
  wasSilent: boolean
  /** False while it waits its turn inside the decoder, where huge images go one at a time. */
  isStarted: boolean
  startedAt: number
  deadline: NodeJS.Timeout | undefined
}

/** Who takes the decoder down twice does not get a third try. */
const killLimit = 2

/** What a new process may need more before it says anything. */
const startupMs = 30_000

/**
 * The child process with its queue: started by the first job, stopped when idle, restarted after a crash.
 * What was under way in a crash runs again, alone, so that the culprit is found out.
 */
export class Decoder implements AsyncDisposable {
  readonly #options: DecoderOptions
  readonly #waiting = new WorkQueue<Item>()
  readonly #running = new Map<number, Item>()
  #process: DecoderProcess | undefined
  #hasSpoken = false
  #exited: Promise<void> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined
  #lastId = 0
  #crashes = 0
  #isClosed = false
  /** Smoothed; for the advice when to come back. */
  #jobMs = 100

  constructor(options: DecoderOptions) {
    this.#options = options
  }

  /** Rejects with the signal's reason when the ticket's signal aborts; what has begun then ends in the background. */
  async run(order: Order, ticket: Ticket): Promise<Made> {
    ticket.signal.throwIfAborted()
    if (this.#isClosed) throw new ThumbnailerClosedError()
    if (this.#waiting.count(ticket.priority) >= this.#options.queueLimit) {
      throw new ThumbnailerBusyError(this.#secondsUntilRoom(ticket))
    }
    const { promise, resolve, reject } = Promise.withResolvers<Made>()
    const id = ++this.#lastId
    const item: Item = {
      id,
      order,
      ticket,
      resolve,
      reject,
      kills: 0,
      wasSilent: false,
      isStarted: false,
      startedAt: 0,
      deadline: undefined,
    }
    const leave = () => {
      this.#waiting.delete(item)
      reject(ticket.signal.reason)
    }
    ticket.signal.addEventListener('abort', leave, { once: true })
    this.#waiting.add(item)
    this.#dispatch()
    try {
      return await promise
    } finally {
      ticket.signal.removeEventListener('abort', leave)
    }
  }

  state(): {
    pid: number | undefined
    crashes: number
    running: number
    interactive: number
    background: number
  } {
    return {
      pid: this.#process?.pid,
      crashes: this.#crashes,
      running: this.#running.size,
      interactive: this.#waiting.count('interactive'),
      background: this.#waiting.count('background'),
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    const items = [...this.#waiting.takeAll(), ...this.#running.values()]
    this.#running.clear()
    for (const item of items) {
      clearTimeout(item.deadline)
      item.reject(new ThumbnailerClosedError())
    }
    // Wait for its end even when nothing else keeps us alive.
    this.#process?.hold()
    this.#stop()
    await this.#exited
  }

  #secondsUntilRoom({ priority }: Ticket): number {
    const { concurrency } = this.#options
    const seconds = (this.#waiting.count(priority) * this.#jobMs) / concurrency / 1000
    return Math.min(30, Math.max(1, Math.ceil(seconds)))
  }

  /** A suspect runs alone. */
  #next(): Item | undefined {
    const isSuspect = (item: Item) => item.kills > 0
    if (this.#running.size === 0) return this.#waiting.take(isSuspect) ?? this.#waiting.take()
    const [first] = this.#running.values()
    if (first !== undefined && isSuspect(first)) return undefined
    return this.#waiting.take((item) => !isSuspect(item))
  }

  #dispatch(): void {
    clearTimeout(this.#idle)
    while (this.#running.size < this.#options.concurrency) {
      const item = this.#next()
      if (item === undefined) break
      this.#start(item)
    }
    if (this.#running.size > 0 || this.#process === undefined) return
    this.#process.release()
    this.#idle = setTimeout(() => this.#stop(), this.#options.idleMs).unref()
  }

  #start(item: Item): void {
    const { pixelLimit, timeoutMs } = this.#options
    this.#process ??= this.#launch()
    this.#process.hold()
    item.isStarted = false
    item.startedAt = performance.now()
    this.#running.set(item.id, item)
    this.#watch(item)
    this.#process.send({ id: item.id, ...item.order, pixelLimit, timeoutMs } satisfies Job)
  }

  #launch(): DecoderProcess {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#exited = promise
    this.#hasSpoken = false
    const child = new DecoderProcess(this.#options.worker, {
      concurrency: this.#options.concurrency,
      onReply: (reply) => this.#receive(reply),
      onExit: (reason) => {
        resolve()
        if (this.#process === child) this.#bury(child, reason)
      },
    })
    return child
  }

  /** A decoder that says nothing about a job for so long is killed. */
  #watch(item: Item): void {
    clearTimeout(item.deadline)
    item.deadline = setTimeout(
      () => {
        item.wasSilent = true
        // Only this one is to blame.
        for (const other of this.#running.values()) if (other !== item) other.kills--
        this.#process?.kill()
      },
      this.#options.silenceMs + (this.#hasSpoken ? 0 : startupMs),
    )
  }

  #receive(reply: Reply): void {
    this.#hasSpoken = true
    for (const waiting of this.#running.values()) if (!waiting.isStarted) this.#watch(waiting)
    const item = this.#running.get(reply.id)
    if (item === undefined) return
    if (reply.type === 'started') {
      item.isStarted = true
      this.#watch(item)
      return
    }
    clearTimeout(item.deadline)
    this.#running.delete(item.id)
    this.#jobMs += (performance.now() - item.startedAt - this.#jobMs) / 8
    if (reply.type === 'made') item.resolve(reply.made)
    else item.reject(toThumbnailError(reply.failure))
    this.#dispatch()
  }

  #bury(child: DecoderProcess, reason: string): void {
    this.#process = undefined
    const items = [...this.#running.values()]
    this.#running.clear()
    if (items.length > 0) {
      this.#crashes++
      this.#options.onCrash(reason, child.pid)
    }
    for (const item of items) this.#tryAgain(item, reason)
    this.#dispatch()
  }

  #tryAgain(item: Item, reason: string): void {
    clearTimeout(item.deadline)
    item.kills++
    if (item.ticket.signal.aborted) return
    if (item.kills < killLimit) this.#waiting.add(item)
    else item.reject(deathError(item, reason))
  }

  #stop(): void {
    clearTimeout(this.#idle)
    const child = this.#process
    this.#process = undefined
    child?.kill()
  }
}

function deathError({ order: { task }, kills, wasSilent }: Item, reason: string): Error {
  const subject = 'source' in task ? task.source : `The ${task.kind}`
  return wasSilent
    ? new ImageTimeoutError(`${subject}: the decoder had no answer, ${kills} times`)
    : new CorruptImageError(`${subject}: the decoder died of it ${kills} times: ${reason}`)
}
