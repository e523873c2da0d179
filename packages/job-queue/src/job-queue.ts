import type { Json } from '@darkroom/foundation'
import type { Claim } from './claims.ts'
import type { GroupRecord, JobError, JobRecord, JobState, LeasedJob } from './job-record.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { MemberRecord } from './presence.ts'
import type { QueueEvent } from './queue-event.ts'
import type { QueueLoad, WaitingShare } from './waiting-load.ts'

/** One unit of work. */
export interface JobSpec {
  /** Canonical lowercase UUID, chosen by the caller. */
  readonly id: string
  /** Kind of the payload, for the consumer to switch on. */
  readonly kind: string
  /** All that the consumer needs to do the work again after a crash. */
  readonly payload: Json
  /**
   * −100…100, higher runs first. Default 0. Among equal priorities the clients take turns, and the jobs of each run in
   * order of acceptance.
   */
  readonly priority?: number
  /** The client that asks: clients get equal shares. Default `''`. */
  readonly client?: string
}

/** Several jobs accepted as one: all of them or none. */
export interface GroupSpec {
  readonly id: string
  readonly kind: string
  readonly payload: Json
  /** The jobs in order; a job's `groupIndex` is its index here. */
  readonly jobs: readonly JobSpec[]
  /** Job k waits for job k−1 to succeed; if one does not, the rest are skipped. Default false. */
  readonly chain?: boolean
}

export interface EnqueueOptions {
  /** The same key with the same fingerprint gives the first answer again; with another one a `ConflictError`. */
  readonly idempotencyKey?: string
  /** Hash of the request body the key belongs to. */
  readonly fingerprint?: string
  /** Returned with the key for as long as the key is known, which can be longer than the payload is. */
  readonly receipt?: Json
}

export interface Accepted {
  /** Id of the job or group. With `created: false` the id of the first acceptance. */
  readonly id: string
  readonly created: boolean
  /** Receipt of the first acceptance, when `created` is false. */
  readonly receipt?: Json
}

/** The right to work on a job. `epoch` grows with every reserve of the job: it is the fencing token. */
export interface LeaseRef {
  readonly jobId: string
  readonly epoch: number
}

export interface Lease extends LeaseRef {
  readonly job: LeasedJob
  /** Time on the queue's monotonic clock. */
  readonly expiresAt: number
}

/** `fenced`: the lease is no longer held and nothing changed. `already`: the job had ended in the same way before. */
export type CommitResult = 'committed' | 'already' | 'fenced'
export type CancelResult = 'cancelled' | 'requested' | 'too-late' | 'unknown'

export interface JobFilter {
  readonly states?: readonly JobState[]
  readonly groupId?: string
  readonly kind?: string
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Cursor of the next page; absent on the last. */
  readonly cursor?: string
}

export type QueueCounts = Readonly<Record<JobState, number>>

/**
 * A queue that loses nothing: delivery is at least once, and a stale holder changes nothing.
 * Every method that changes something resolves only when the change is as durable as the store is.
 */
export interface JobQueue extends AsyncDisposable {
  open(): Promise<void>
  /** Settles every waiting call; leases held become void. */
  close(): Promise<void>

  enqueue(spec: JobSpec | GroupSpec, options?: EnqueueOptions): Promise<Accepted>
  /**
   * The earlier answer of `enqueue` to this key; `undefined` for a new key. For callers that check a request before
   * they enqueue it: a request accepted once gets the same answer, whatever has changed since.
   */
  findAccepted(options: EnqueueOptions & { readonly idempotencyKey: string }): Accepted | undefined

  /**
   * Leases up to `max` runnable jobs, best first (priority, then the turns of the clients). Resolves when at least one
   * is there, and waits on while the disk is too full to write one; rejects with the signal's reason when aborted.
   * `select` looks at the first `lookAhead` (default 8) candidates and may pass over some, for model affinity. It is
   * asked again when the order of waiting jobs changes; when anything else does, abort and reserve anew. What `checkpoint`
   * returns for a chosen job is written with its lease, so that both are durable together, and is in the lease's `job`.
   */
  reserve(options: {
    readonly owner: string
    readonly max?: number
    readonly leaseMs: number
    readonly signal: AbortSignal
    readonly select?: (candidates: readonly JobRecord[]) => readonly string[]
    readonly checkpoint?: (job: JobRecord) => Json | undefined
    readonly lookAhead?: number
  }): Promise<readonly Lease[]>
  /** Extends the lease. `ok: false`: the lease is lost, stop working. */
  heartbeat(lease: LeaseRef): Promise<{ readonly ok: boolean; readonly cancelRequested: boolean }>
  /** Stores the checkpoint, durable when it resolves. `fenced` when the lease is lost. */
  checkpoint(lease: LeaseRef, checkpoint: Json): Promise<'committed' | 'fenced'>
  /** Gives the job back to be queued again, after `delayMs` (default 0). */
  release(
    lease: LeaseRef,
    options: {
      readonly reason: string
      readonly delayMs?: number
      /** Count a failure of the job itself. Default false. */
      readonly countAttempt?: boolean
      /** Count a lost worker or server. Default false. */
      readonly countStall?: boolean
    },
  ): Promise<CommitResult>
  complete(lease: LeaseRef, result: Json): Promise<CommitResult>
  fail(lease: LeaseRef, error: JobError): Promise<CommitResult>
  /** Ends a job whose holder has stopped the work because cancelling was requested. */
  cancelled(lease: LeaseRef): Promise<CommitResult>

  /** Cancels a job: a waiting one ends at once; a leased one gets `cancelRequested` and its holder ends it. */
  requestCancel(jobId: string): Promise<CancelResult>
  requestCancelGroup(groupId: string): Promise<CancelResult>
  /** Leases no job until `resume`; running jobs go on. Survives a restart. */
  pause(): Promise<void>
  resume(): Promise<void>
  isPaused(): boolean
  /** Leases no job of this group until `resumeGroup`. Survives a restart. False when the group is not known. */
  pauseGroup(groupId: string): Promise<boolean>
  resumeGroup(groupId: string): Promise<boolean>
  setPriority(jobId: string, priority: number): Promise<boolean>
  /**
   * Moves jobs, in this order, before another, or behind all others: they take its priority. Those that are not in line are left
   * out; when `before` is not, nothing is moved. Resolves to how many were. A new priority undoes it.
   */
  move(jobIds: readonly string[], options?: { readonly before?: string }): Promise<number>
  /** Forgets an ended job. */
  remove(jobId: string): Promise<boolean>
  /** Keeps a small value (64 KiB of JSON) under a key for all who use this queue, or removes it with `undefined`. */
  setSetting(key: string, value: Json | undefined): Promise<void>

  get(jobId: string): JobRecord | undefined
  getGroup(groupId: string): GroupRecord | undefined
  /** Jobs ahead: zero for the next one; undefined when the job does not wait, or its group is paused. */
  position(jobId: string): number | undefined
  /** Jobs, newest first. */
  list(
    filter?: JobFilter,
    page?: { readonly limit?: number; readonly cursor?: string },
  ): Page<JobRecord>
  /**
   * The jobs that wait: those in line in the order in which they will run, then those that a pause of their group, a delay or a job
   * before them holds back. Read it before anything else is awaited.
   */
  waiting(): Iterable<JobRecord>
  /** Of these, in the same order, the first of each group, and each that is of none. */
  waitingHeads(): Iterable<JobRecord>
  /** How many jobs of each group wait, as it is just now; a group of which none waits is absent. */
  waitingGroups(): ReadonlyMap<string, number>
  listGroups(
    filter?: { readonly kind?: string },
    page?: { readonly limit?: number; readonly cursor?: string },
  ): Page<GroupRecord>
  setting(key: string): Json | undefined
  settings(): ReadonlyMap<string, Json>
  counts(): QueueCounts
  /** What waits, of one client or of all. */
  load(client?: string): QueueLoad
  /** What waits, by priority, the highest first, and client: cheap, however much it is. */
  waitingShares(): readonly WaitingShare[]
  /** Of the jobs in line, the one of each priority that was accepted first. Looks at all of them, but at no job. */
  oldestInLine(): readonly JobRecord[]

  /**
   * Resolves when everything that any process had stored before the call can be read here. At once where only one process
   * works on the queue.
   */
  sync(): Promise<void>
  /**
   * Waits until this process alone has the name, among those that share the store, until it releases it, closes, or is
   * taken for lost: then the claim's signal aborts, and whoever waits next has it. At once where there are no others.
   */
  claim(name: string, options: { readonly signal: AbortSignal }): Promise<Claim>
  /** The processes that work on the queue; none where the store is not shared. */
  members(): readonly MemberRecord[]
  /**
   * Hears of what another process has written at the moment from which on it can be read here. Returns the function that
   * unsubscribes.
   */
  onFollowed(listener: (events: readonly QueueEvent[]) => void): () => void
  /**
   * Tells the other processes what passes and is not kept: up to 1,000 characters of JSON. It may be lost, and nobody hears it where
   * there are no others.
   */
  tell(message: Json): void
  /** Hears what others tell. Returns the function that unsubscribes. */
  onTold(listener: (message: Json) => void): () => void
  /** Why the store cannot be reached just now; undefined while it can. */
  storeProblem(): string | undefined
  /** Messages that tell others of what happens. */
  readonly outbox: Outbox

  /** Id of the newest event; pass it to `events` to get later ones. */
  lastEventId(): string
  /**
   * Every event after `after`, without gap or repeat, then live until the signal aborts (which ends it quietly).
   * Without `after`: live only. Throws `EventGapError` when `after` is no longer retained or of another store.
   */
  events(options: {
    readonly after?: string
    readonly signal: AbortSignal
  }): AsyncIterable<QueueEvent>
}
