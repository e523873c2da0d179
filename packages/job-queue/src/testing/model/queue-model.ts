import type { JobState } from '../../index.ts'
import { OutboxModel } from './outbox-model.ts'

export const rules = { maxAttempts: 2, maxStalls: 3, retryDelayMs: 300, leaseMs: 1_000 }

export interface ModelJob {
  state: JobState
  priority: number
  turn: number
  /** The order of the job that it was moved before, else its own. */
  slot: number
  /** Its place among those of its slot. */
  place: number
  readonly client: string
  readonly order: number
  failures: number
  stalls: number
  epoch: number
  cancelRequested: boolean
  checkpoint: number | undefined
  result: number | undefined
  /** End of the lease or delay, by the monotonic clock. */
  due: number
  /** Jobs of its chain, in order. */
  readonly chain: readonly string[]
  readonly groupId: string | undefined
}

const ended: readonly JobState[] = ['succeeded', 'failed', 'cancelled', 'dead', 'skipped']

/** The queue as plain data and the shortest right code, to compare the real one with. */
export class QueueModel {
  readonly jobs: Map<string, ModelJob> = new Map()
  readonly keys: Map<string, string> = new Map()
  readonly settings: Map<string, number> = new Map()
  readonly outbox: OutboxModel = new OutboxModel()
  paused = false
  readonly pausedGroups: Set<string> = new Set()
  now = 0
  #accepted = 0
  /** By priority: the furthest leased turn; by priority and client: the newest given turn. */
  readonly #turnsBy = new Map<string, number>()

  accept(
    ids: readonly string[],
    {
      priority = 0,
      chain = false,
      client = '',
      groupId,
    }: { priority?: number; chain?: boolean; client?: string; groupId?: string },
  ): void {
    for (const [index, id] of ids.entries()) {
      this.#accepted++
      this.jobs.set(id, {
        state: chain && index > 0 ? 'blocked' : 'queued',
        priority,
        turn: this.#nextTurn(priority, client),
        client,
        order: this.#accepted,
        slot: this.#accepted,
        place: Number.POSITIVE_INFINITY,
        failures: 0,
        stalls: 0,
        epoch: 0,
        cancelRequested: false,
        checkpoint: undefined,
        result: undefined,
        due: 0,
        chain: chain ? ids : [],
        groupId,
      })
    }
  }

  /** Ids of runnable jobs, next first. */
  queued(): readonly string[] {
    return [...this.jobs]
      .filter(([, job]) => job.state === 'queued' && !this.pausedGroups.has(job.groupId ?? ''))
      .sort(
        ([, left], [, right]) =>
          right.priority - left.priority ||
          left.turn - right.turn ||
          left.slot - right.slot ||
          left.place - right.place,
      )
      .map(([id]) => id)
  }

  lease(id: string): void {
    this.#change(id, (job) => {
      job.state = 'leased'
      job.epoch++
      job.due = this.now + rules.leaseMs
      this.#turnsBy.set(`${job.priority}`, Math.max(this.#turn(`${job.priority}`), job.turn))
    })
  }

  setPriority(id: string, priority: number): void {
    this.#change(id, (job) => {
      if (job.priority === priority) return
      job.turn = this.#nextTurn(priority, job.client)
      job.priority = priority
      job.slot = job.order
      job.place = Number.POSITIVE_INFINITY
    })
  }

  /** Moves jobs that are in line before another, or behind all; returns how many. */
  move(ids: readonly string[], before: string | undefined): number {
    const line = this.queued()
    const moved = [...new Set(ids)].filter((id) => line.includes(id))
    if (moved.length === 0 || (before !== undefined && !line.includes(before))) return 0
    const at = before === undefined ? line.length : line.indexOf(before)
    const nextId = line.slice(at).find((id) => !moved.includes(id))
    const lastId = line.slice(0, at).findLast((id) => !moved.includes(id))
    const beside = this.jobs.get(nextId ?? lastId ?? '')
    if (beside === undefined) return 0
    const slot = nextId === undefined ? undefined : beside.slot
    const mates = [...this.jobs]
      .filter(([id, job]) => job.slot === slot && !ended.includes(job.state) && !moved.includes(id))
      .sort(([, left], [, right]) => left.place - right.place)
      .map(([id]) => id)
    for (const id of moved) {
      this.#change(id, (job) => {
        this.#enterPriority(job, beside.priority)
        this.#accepted++
        job.turn = beside.turn
        job.slot = slot ?? this.#accepted
        job.place = Number.POSITIVE_INFINITY
      })
    }
    if (nextId === undefined) return moved.length
    mates.splice(mates.indexOf(nextId), 0, ...moved)
    for (const [place, id] of mates.entries()) {
      this.#change(id, (job) => {
        if (Number.isFinite(job.place) || moved.includes(id)) job.place = place
      })
    }
    return moved.length
  }

  /** The leased job; undefined when the lease no longer counts. */
  held({ jobId, epoch }: { jobId: string; epoch: number }): ModelJob | undefined {
    const job = this.jobs.get(jobId)
    return job?.state === 'leased' && job.epoch === epoch ? job : undefined
  }

  end(id: string, state: JobState): void {
    this.#change(id, (job) => {
      job.state = state
      this.outbox.ended(id, state)
      const next = job.chain[job.chain.indexOf(id) + 1] ?? ''
      if (state === 'succeeded') {
        this.#change(next, (other) => {
          if (other.state === 'blocked') other.state = 'queued'
        })
        return
      }
      for (const later of job.chain.slice(job.chain.indexOf(id) + 1)) {
        this.#change(later, (other) => {
          if (other.state === 'blocked') other.state = 'skipped'
        })
      }
    })
  }

  giveBack(
    id: string,
    options: { readonly delayMs?: number; readonly failed?: boolean; readonly stalled?: boolean },
  ): void {
    const { delayMs = 0, failed = false, stalled = false } = options
    this.#change(id, (job) => {
      if (job.cancelRequested) return this.end(id, 'cancelled')
      job.failures += failed ? 1 : 0
      job.stalls += stalled ? 1 : 0
      if (stalled && job.stalls >= rules.maxStalls) return this.end(id, 'dead')
      if (failed && job.failures >= rules.maxAttempts) return this.end(id, 'failed')
      job.state = delayMs > 0 ? 'delayed' : 'queued'
      job.due = this.now + delayMs
    })
  }

  /** Pauses or resumes a group; false when it is not known. */
  pauseGroup(groupId: string, paused: boolean): boolean {
    if (![...this.jobs.values()].some((job) => job.groupId === groupId)) return false
    if (paused) this.pausedGroups.add(groupId)
    else this.pausedGroups.delete(groupId)
    return true
  }

  cancel(id: string): string {
    const job = this.jobs.get(id)
    if (job === undefined) return 'unknown'
    if (job.state === 'cancelled') return 'cancelled'
    if (ended.includes(job.state)) return 'too-late'
    if (job.state === 'leased') {
      job.cancelRequested = true
      return 'requested'
    }
    this.end(id, 'cancelled')
    return 'cancelled'
  }

  advance(ms: number): void {
    this.now += ms
    for (const [id, job] of this.jobs) {
      if (job.due > this.now) continue
      if (job.state === 'leased') this.giveBack(id, { stalled: true })
      else if (job.state === 'delayed') job.state = 'queued'
    }
  }

  /** Restarts the process: leases are void, delays begin again. */
  restart(): void {
    for (const [id, job] of this.jobs) {
      if (job.state === 'leased') this.giveBack(id, { stalled: true })
    }
  }

  remove(id: string): boolean {
    const job = this.jobs.get(id)
    return job !== undefined && ended.includes(job.state) && this.jobs.delete(id)
  }

  #turn(key: string): number {
    return this.#turnsBy.get(key) ?? 0
  }

  /** Moves a job to another priority; its client's turns there begin anew when it has no other there. */
  #enterPriority(job: ModelJob, priority: number): void {
    if (job.priority === priority) return
    if (!this.#hasSome(priority, job.client)) {
      this.#turnsBy.set(`${priority} of ${job.client}`, 0)
    }
    job.priority = priority
  }

  #hasSome(priority: number, client: string): boolean {
    return [...this.jobs.values()].some(
      (job) => job.priority === priority && job.client === client && !ended.includes(job.state),
    )
  }

  #nextTurn(priority: number, client: string): number {
    const key = `${priority} of ${client}`
    const own = this.#hasSome(priority, client) ? this.#turn(key) : 0
    const turn = Math.max(this.#turn(`${priority}`), own) + 1
    this.#turnsBy.set(key, turn)
    return turn
  }

  #change(id: string, change: (job: ModelJob) => void): void {
    const job = this.jobs.get(id)
    if (job !== undefined) change(job)
  }
}
