import { EventLog } from '@darkroom/foundation'
import { readFound } from '@darkroom/recipe'
import { DoorError, invalidInput } from '../door-error.ts'
import {
  type ComfyMessage,
  hasEnded,
  type Job,
  type JobFailure,
  type JobNews,
  type JobOutput,
  type JobProgress,
} from '../job.ts'
import type {
  AskedJob,
  Batch,
  CancelOutcome,
  Idempotency,
  Jobs,
  SubmitOptions,
  Submitted,
} from '../jobs.ts'

/** A picture that a job made. */
export interface MemoryOutput extends Partial<Omit<JobOutput, 'index'>> {
  readonly bytes: Uint8Array
}

interface Kept {
  job: Job
  readonly asked: AskedJob
  readonly options: SubmitOptions
  files: readonly Uint8Array[]
}

const inputsOf = (asked: AskedJob): Readonly<Record<string, unknown>> => {
  if ('words' in asked) return asked.words
  return 'inputs' in asked ? asked.inputs : {}
}

const seedOf = (seed: unknown): number =>
  typeof seed === 'number' && seed >= 0 ? seed : Math.floor(Math.random() * 2 ** 48)

async function* wanted(
  all: AsyncIterable<JobNews>,
  skipsWaiting: () => boolean = () => false,
): AsyncGenerator<JobNews> {
  for await (const news of all) {
    const isOfWaiting = news.type === 'job' && news.job.status === 'queued'
    if (!isOfWaiting || !skipsWaiting()) yield news
  }
}

/** Jobs in memory that do nothing by themselves: a test starts, shows, finishes and fails them. Nothing is validated. */
export class MemoryJobs implements Jobs {
  readonly #jobs = new Map<string, Kept>()
  readonly #keys = new Map<string, { readonly fingerprint: string; readonly first: Submitted }>()
  readonly #batches = new Map<string, readonly string[]>()
  readonly #log = new EventLog<JobNews>({
    epoch: 'memory',
    retention: 10_000,
    gap: (id) => new Error(`${id} is gone`),
  })
  /** Called with each new job, on the next turn: a test may run it here. */
  onSubmit: ((job: Job) => void) | undefined
  #now = 1_764_000_000_000

  /** What was asked for, in order. */
  get asked(): readonly {
    readonly asked: AskedJob
    readonly options: SubmitOptions
    readonly id: string
  }[] {
    return [...this.#jobs].map(([id, { asked, options }]) => ({ asked, options, id }))
  }

  async submit(asked: AskedJob, options: SubmitOptions): Promise<Submitted> {
    const { idempotency, count = 1, seedMode = 'random' } = options
    const before = idempotency && this.#before(idempotency)
    if (before !== undefined) return { ...before, created: false }
    const seed = seedOf(inputsOf(asked).seed)
    const ids = Array.from({ length: count }, (_, index) =>
      this.#add(
        asked,
        options,
        seedMode === 'incremental' || index === 0 ? seed + index : seedOf(-1),
      ),
    )
    const batchId = count > 1 ? crypto.randomUUID() : undefined
    if (batchId !== undefined) this.#batches.set(batchId, ids)
    const first: Submitted = { ids, created: true, batchId }
    if (idempotency !== undefined) {
      this.#keys.set(idempotency.key, { fingerprint: idempotency.fingerprint, first })
    }
    return first
  }

  async acceptedBefore(idempotency: Idempotency): Promise<string | undefined> {
    return this.#before(idempotency)?.ids[0]
  }

  async submitBatch(
    { body }: { readonly body: Readonly<Record<string, unknown>> },
    options: Pick<SubmitOptions, 'caller' | 'idempotency'>,
  ): Promise<{ readonly id: string; readonly created: boolean }> {
    const count = typeof body.batch_count === 'number' ? body.batch_count : 2
    const { batchId = '', created } = await this.submit({ words: body }, { ...options, count })
    return { id: batchId, created }
  }

  batch(id: string): Batch | undefined {
    const ids = this.#batches.get(id)
    if (ids === undefined) return undefined
    const jobs = ids.flatMap((one) => this.get(one) ?? [])
    return {
      id,
      status: jobs.every(hasEnded) ? 'completed' : 'processing',
      total: ids.length,
      completed: jobs.filter(({ status }) => status === 'completed').length,
      failed: jobs.flatMap(({ status }, index) => (status === 'error' ? [index + 1] : [])),
      ids,
    }
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id)?.job
  }

  list({ status, limit, cursor }: Parameters<Jobs['list']>[0]): ReturnType<Jobs['list']> {
    const all = [...this.#jobs.values()].map(({ job }) => job).reverse()
    const some = all.filter((job) => status === undefined || status.includes(job.status))
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) {
      throw new DoorError(400, 'invalid_input', 'The cursor is not that of a page.')
    }
    const from = Number(cursor ?? 0)
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw invalidInput('cursor', 'is none')
    const next = from + limit
    return {
      jobs: some.slice(from, next),
      cursor: next < some.length ? String(next) : undefined,
    }
  }

  waiting(limit: number): readonly Job[] {
    const all = [...this.#jobs.values()].map(({ job }) => job)
    return all.filter(({ status }) => status === 'queued').slice(0, limit)
  }

  async cancel(id: string): Promise<CancelOutcome> {
    const job = this.get(id)
    if (job === undefined) return 'unknown'
    if (hasEnded(job)) return 'too-late'
    const { status } = job
    this.#change(id, { status: 'cancelled', finishedAt: this.#tick() })
    return status === 'queued' ? 'cancelled' : 'requested'
  }

  findOutput(path: string): { readonly job: string; readonly index: number } | undefined {
    for (const { job } of this.#jobs.values()) {
      const output = job.outputs.find((one) => one.path === path)
      if (output !== undefined) return { job: job.id, index: output.index }
    }
    return undefined
  }

  async graph(id: string): Promise<string | undefined> {
    const kept = this.#jobs.get(id)
    if (kept === undefined) return undefined
    return 'graph' in kept.asked ? kept.asked.graph : '{}'
  }

  async *news({ ids, skipsWaiting, signal }: Parameters<Jobs['news']>[0]): AsyncGenerator<JobNews> {
    const live = this.#log.stream({ signal }, (news) => news)
    if (ids === undefined) {
      yield* wanted(live, skipsWaiting)
      return
    }
    const known = ids.flatMap((id) => this.get(id) ?? [])
    const open = new Set(known.filter((job) => !hasEnded(job)).map(({ id }) => id))
    for (const job of known) yield { type: 'job', job }
    if (open.size === 0) return
    for await (const news of live) {
      const id = news.type === 'job' ? news.job.id : news.id
      if (!open.has(id)) continue
      yield news
      if (news.type === 'job' && hasEnded(news.job)) open.delete(id)
      if (open.size === 0) return
    }
  }

  /** The job is taken up by a server. */
  start(id: string, server = 'gpu-1'): void {
    this.#change(id, { status: 'processing', position: undefined, startedAt: this.#tick(), server })
  }

  show(id: string, progress: JobProgress): void {
    this.#change(id, { progress }, { silent: true })
    this.#log.append([{ type: 'progress', id, progress }])
  }

  preview(id: string, bytes: Uint8Array, mediaType = 'image/jpeg'): void {
    this.#log.append([{ type: 'preview', id, bytes, mediaType }])
  }

  message(id: string, message: ComfyMessage): void {
    this.#log.append([{ type: 'message', id, message }])
  }

  finish(id: string, made: readonly MemoryOutput[]): void {
    const kept = this.#jobs.get(id)
    if (kept === undefined) throw new Error(`There is no job ${id}.`)
    kept.files = made.map(({ bytes }) => bytes)
    const outputs = made.map(({ bytes, ...known }, index): JobOutput => {
      const name = `${id}_${index}.png`
      return {
        index,
        kind: 'image',
        mediaType: 'image/png',
        node: '9',
        type: 'output',
        path: `20261127/${name}`,
        sha256: '',
        size: bytes.length,
        width: 64,
        height: 64,
        imageId: `image-${id}-${index}`,
        url: `/api/gallery/image/image-${id}-${index}`,
        ...known,
      }
    })
    this.#change(id, {
      status: 'completed',
      progress: undefined,
      outputs,
      finishedAt: this.#tick(),
    })
  }

  fail(id: string, failure: JobFailure): void {
    this.#change(id, { status: 'error', progress: undefined, failure, finishedAt: this.#tick() })
  }

  /** The bytes of an output. */
  file(id: string, index: number): Uint8Array | undefined {
    return this.#jobs.get(id)?.files[index]
  }

  #before({ key, fingerprint }: Idempotency): Submitted | undefined {
    const before = this.#keys.get(key)
    if (before === undefined || before.fingerprint === fingerprint) return before?.first
    throw new DoorError(422, 'idempotency_key_reused', 'The key was used for something else.')
  }

  #add(asked: AskedJob, options: SubmitOptions, seed: number): string {
    const id = options.id ?? crypto.randomUUID()
    if (this.#jobs.has(id)) throw new DoorError(409, 'conflict', `There is a job ${id} already.`)
    const job: Job = {
      id,
      status: 'queued',
      position: this.waiting(Number.POSITIVE_INFINITY).length,
      workflow: 'workflow' in asked ? asked.workflow : 'graph' in asked ? 'graph' : 'text-to-image',
      recipe: readFound({ ...inputsOf(asked), seed }),
      outputs: [],
      priority: options.priority ?? 0,
      createdAt: this.#tick(),
      client: options.caller.client,
      note: options.note,
    }
    this.#jobs.set(id, { job, asked, options, files: [] })
    this.#log.append([{ type: 'job', job }])
    queueMicrotask(() => this.onSubmit?.(job))
    return id
  }

  #change(id: string, change: Partial<Job>, { silent = false } = {}): void {
    const kept = this.#jobs.get(id)
    if (kept === undefined) throw new Error(`There is no job ${id}.`)
    kept.job = { ...kept.job, ...change }
    if (!silent) this.#log.append([{ type: 'job', job: kept.job }])
  }

  #tick(): number {
    this.#now += 1000
    return this.#now
  }
}
