import { hasEnded, type Job, type JobNews } from '@darkroom/door-ports'
import type { Clock } from '@darkroom/foundation'
import type { FacadeHouse } from '../facade-house.ts'
import { noteOf } from '../ids/facade-note.ts'
import type { Message } from '../outputs/final-messages.ts'
import { queueRemaining } from '../queue/queue-remaining.ts'
import { createFrames, type Preview } from './frames.ts'
import { Run } from './run.ts'
import type { Session } from './session.ts'
import { Untold, type UntoldJob } from './untold.ts'

/** Milliseconds after its end in which a client that we never saw is told of its job: it posted, and connects now. */
const lately = 10 * 60_000

interface Running {
  readonly run: Run
  readonly client: string
  /** As it was last heard of: news come after each other, and the job itself may have ended long since. */
  job: Job
  /** Types of the messages that are told once, as the client was there then. */
  readonly told: Set<string>
}

/** How a job begins; all else that is told while it runs may be told again. */
const opening: ReadonlySet<string> = new Set(['execution_start', 'execution_cached'])

const ended = ['completed', 'error', 'cancelled'] as const

/** Tells each client what becomes of its own jobs, and all how long the queue is. */
export class Hub {
  readonly #house: Pick<FacadeHouse, 'jobs' | 'servers'>
  readonly #clock: Pick<Clock, 'now'>
  readonly #sessions = new Map<string, Set<Session>>()
  readonly #runs = new Map<string, Running>()
  readonly #untold = new Untold()
  #remaining: number | undefined

  constructor(house: Pick<FacadeHouse, 'jobs' | 'servers'>, clock: Pick<Clock, 'now'>) {
    this.#house = house
    this.#clock = clock
  }

  /** Greets a socket, tells it what its client missed, and how its running jobs stand. */
  join(client: string, session: Session): void {
    session.send({ type: 'status', data: { ...this.#status().data, sid: client } })
    const others = this.#sessions.get(client)
    this.#sessions.set(client, new Set([...(others ?? []), session]))
    for (const { id, told } of this.#missed(client)) {
      const job = this.#house.jobs.get(id)
      const received = (): void => this.#untold.remove(client, id)
      if (job !== undefined) tellAll(session, job, { told, received })
    }
    for (const running of this.#runs.values()) {
      if (running.client !== client) continue
      for (const message of running.run.present()) {
        if (!running.told.has(message.type)) session.send(message)
        if (opening.has(message.type)) running.told.add(message.type)
      }
    }
  }

  leave(client: string, session: Session): void {
    const rest = new Set(this.#sessions.get(client))
    rest.delete(session)
    if (rest.size === 0) this.#sessions.delete(client)
    else this.#sessions.set(client, rest)
  }

  get size(): number {
    return [...this.#sessions.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** Lets all go, when the server stops. */
  close(): void {
    for (const sessions of this.#sessions.values()) for (const one of sessions) one.close()
  }

  /** What became of jobs while we did not listen: those that began, and those that ended and whose clients wait here. */
  catchUp(): void {
    for (const job of this.#house.jobs.list({ status: ['processing'], limit: 1000 }).jobs) {
      this.#hearJob(job)
    }
    for (const id of this.#runs.keys()) {
      const job = this.#house.jobs.get(id)
      if (job !== undefined && hasEnded(job)) this.#hearJob(job)
    }
    for (const client of this.#sessions.keys()) {
      for (const job of this.#endedLately(client)) this.#hearJob(job)
    }
  }

  hear(news: JobNews): void {
    switch (news.type) {
      case 'job':
        this.#hearJob(news.job)
        return
      case 'progress':
        this.#tellRun(news.id, (run, job) => run.progress(news.progress, job))
        return
      case 'message':
        this.#tellRun(news.id, (run, job) => run.hear(news.message, job))
        return
      case 'preview':
        this.#show(news.id, news)
        return
    }
  }

  #hearJob(job: Job): void {
    const client = noteOf(job)?.clientId
    if (client !== undefined && job.status === 'processing') {
      const running = this.#running(job, client)
      running.job = job
      this.#tellRun(job.id, (run) => run.start(job))
    }
    if (client === undefined || !hasEnded(job) || this.#untold.isSettled(job.id)) {
      this.#tellStatus()
      return
    }
    this.#end(client, job)
  }

  #end(client: string, job: Job): void {
    const { run, told } = this.#running(job, client)
    this.#runs.delete(job.id)
    // Until the client is known to have heard it: what is sent into a broken way is lost.
    this.#untold.add(client, { id: job.id, told })
    const received = (): void => this.#untold.remove(client, job.id)
    const { messages, last } = run.end(job)
    for (const message of messages) this.#tell(client, message)
    const asked = [...(this.#sessions.get(client) ?? [])].map((one) => one.askReceipt(received))
    this.#tellStatus()
    this.#tell(client, last)
    for (const ask of asked) ask()
  }

  /** Does nothing for jobs of nobody who listens here, and for those that have ended. */
  #tellRun(id: string, say: (run: Run, job: Job) => readonly Message[]): void {
    const running = this.#runs.get(id) ?? this.#begun(id)
    if (running === undefined) return
    const isHeard = this.#hears(running.client)
    for (const message of say(running.run, running.job)) {
      this.#tell(running.client, message)
      if (isHeard && opening.has(message.type)) running.told.add(message.type)
    }
  }

  /** A job of which something else is heard before that it began. */
  #begun(id: string): Running | undefined {
    const job = this.#house.jobs.get(id)
    const client = job && noteOf(job)?.clientId
    return job === undefined || client === undefined || hasEnded(job)
      ? undefined
      : this.#running(job, client)
  }

  #running(job: Job, client: string): Running {
    const known = this.#runs.get(job.id)
    if (known !== undefined) return known
    const running = { run: new Run(job), client, job, told: new Set<string>() }
    this.#runs.set(job.id, running)
    return running
  }

  #show(id: string, preview: Preview): void {
    const running = this.#runs.get(id)
    if (running === undefined) return
    const { promptId } = running.run
    const node = preview.node ?? running.run.node
    const frames = createFrames(preview, { promptId, node })
    for (const session of this.#sessions.get(running.client) ?? []) session.show(frames)
  }

  #hears(client: string): boolean {
    return [...(this.#sessions.get(client) ?? [])].some(({ isOpen }) => isOpen)
  }

  #tell(client: string, message: Message): void {
    for (const session of this.#sessions.get(client) ?? []) session.send(message)
  }

  #status(): Message {
    this.#remaining = queueRemaining(this.#house.servers)
    return {
      type: 'status',
      data: { status: { exec_info: { queue_remaining: this.#remaining } } },
    }
  }

  #tellStatus(): void {
    if (this.#sessions.size === 0) return
    const before = this.#remaining
    const status = this.#status()
    if (this.#remaining === before) return
    for (const sessions of this.#sessions.values()) for (const one of sessions) one.send(status)
  }

  /** Jobs of a client whose end it may not know. */
  #missed(client: string): readonly UntoldJob[] {
    const untold = this.#untold.of(client)
    const before = this.#endedLately(client).map(({ id }) => ({ id, told: new Set<string>() }))
    for (const job of before) this.#untold.add(client, job)
    return [...before, ...untold]
  }

  /** Those that ended while we did not listen, as in a former run of the program, oldest first. */
  #endedLately(client: string): readonly Job[] {
    const since = this.#clock.now() - lately
    return this.#house.jobs
      .list({ status: ended, limit: 200 })
      .jobs.filter((job) => noteOf(job)?.clientId === client && (job.finishedAt ?? 0) >= since)
      .filter(({ id }) => !this.#untold.isSettled(id))
      .toReversed()
  }
}

/** Of a job that ended meanwhile all that its client was not told. */
function tellAll(
  session: Session,
  job: Job,
  { told, received }: { readonly told: ReadonlySet<string>; readonly received: () => void },
): void {
  const { messages, last } = new Run(job).end(job)
  for (const message of messages) if (!told.has(message.type)) session.send(message)
  const ask = session.askReceipt(received)
  session.send(last)
  ask()
}
