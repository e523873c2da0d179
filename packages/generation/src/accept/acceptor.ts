import { createHash } from 'node:crypto'
import { type Clock, toCanonicalJson } from '@darkroom/foundation'
import type { Accepted, EnqueueOptions, GroupSpec, JobQueue, JobSpec } from '@darkroom/job-queue'
import { z } from 'zod'
import { refusalOf } from '../disk/disk-report.ts'
import type { GalleryDisk } from '../disk/gallery-disk.ts'
import { GenerationError, NotReadyError } from '../errors.ts'
import { textsOf } from '../job/inputs.ts'
import { imageJob, memberPayloadToJson, payloadToJson } from '../job/job-payload.ts'
import type {
  AcceptedJob,
  AcceptOptions,
  ForeseenJob,
  JobRequest,
  PromptTexts,
} from '../job/job-request.ts'
import type { JobPart } from '../job/job-view.ts'
import { outputStemOf } from '../job/output-names.ts'
import type { ReadJob } from '../job/read-job.ts'
import { resolveSeed } from '../job/seeds.ts'
import type { InputFiles } from '../options.ts'
import type { Pool } from '../servers/pool.ts'
import type { WorkflowRegistry } from '../workflows/workflow-registry.ts'
import { checkGiven } from './check-given.ts'
import type { AcceptedBefore, JobSettler } from './job-settler.ts'
import type { QueueQuota } from './queue-quota.ts'
import { ServerLists } from './server-lists.ts'
import { type ExplainRefusal, openJobs, settleJobs } from './settle-jobs.ts'

export interface AcceptorOptions {
  readonly queue: JobQueue
  readonly readJob: ReadJob
  readonly pool: Pool
  readonly clock: Pick<Clock, 'now'>
  readonly disk: Pick<GalleryDisk, 'look'>
  readonly quota: QueueQuota
  readonly settler: JobSettler
  readonly workflows: WorkflowRegistry
  readonly inputFiles: InputFiles
  readonly drawPrompts: (texts: PromptTexts, seed: number) => Promise<PromptTexts>
  readonly isReady: () => boolean
  /** The W3C `traceparent` of the request that is worked on. */
  readonly currentTrace: () => string | undefined
}

/** A job before it has an id. */
export interface PlannedJob extends JobRequest {
  /** The prompts as they were sent, when wildcards were drawn for those in `inputs`. */
  readonly template?: PromptTexts | undefined
  readonly part?: JobPart | undefined
}

export interface CheckOptions extends AcceptedBefore {
  readonly client?: string | undefined
  /** Makes what is thrown of what is wrong with one of the jobs. Default: the same. */
  readonly explain?: ExplainRefusal
}

/** Where a job comes from, besides what it is to do. */
export interface JobOrigin {
  /** UUID of the job. Default: a new one. */
  readonly id?: string | undefined
  readonly retryOf?: string | undefined
  readonly isRedone?: boolean
  /** The largest number in its group. */
  readonly last?: number
}

/** Accepts jobs: each accepted job is durable, has its seed, and could be run by some server just now. */
export class Acceptor {
  readonly #options: AcceptorOptions

  constructor(options: AcceptorOptions) {
    this.#options = options
  }

  async accept(
    request: PlannedJob,
    options: AcceptOptions,
    retryOf?: string,
  ): Promise<AcceptedJob> {
    const before = this.acceptedBefore(options, request)
    if (before !== undefined) return this.#accepted(before)
    const [checked = request] = await this.check([request], {
      client: options.client,
      wasAccepted: retryOf !== undefined,
    })
    const job = await this.draw(withSeed(checked), options)
    const receipt = { seed: typeof job.inputs.seed === 'number' ? job.inputs.seed : unknownSeed }
    const spec = this.jobSpec(job, options, { id: options.id, retryOf })
    const accepted = await this.enqueue(spec, { ...options, receipt }, request)
    return this.#accepted({ receipt, ...accepted })
  }

  /** What was answered to this idempotency key before, whatever has changed since; with a fingerprint of what is asked. */
  repeated(
    options: Required<Pick<AcceptOptions, 'fingerprint'>> & AcceptOptions,
  ): AcceptedJob | undefined {
    const before = this.acceptedBefore(options, {})
    return before && this.#accepted(before)
  }

  /** The reason why no job can be accepted now, whatever it asks for. */
  async obstacle(): Promise<GenerationError | undefined> {
    const { isReady, queue, quota, disk, pool } = this.#options
    try {
      if (!isReady()) throw new NotReadyError()
      const away = queue.storeProblem()
      if (away !== undefined) throw new GenerationError(`The queue cannot be reached: ${away}`)
      quota.check(1, '')
      const refusal = refusalOf(await disk.look())
      if (refusal !== undefined) return refusal
      if (!(await pool.isReachable()) || (await pool.catalogs()).size === 0) throw pool.noAnswer()
      return undefined
    } catch (error) {
      if (error instanceof GenerationError) return error
      return new GenerationError('No job can be accepted', { cause: error })
    }
  }

  /** The answer given to this idempotency key before, whatever has changed since. `body` as for `enqueue`. */
  acceptedBefore(
    { idempotencyKey, fingerprint }: AcceptOptions,
    body: object,
  ): Accepted | undefined {
    if (!this.#options.isReady()) throw new NotReadyError()
    if (idempotencyKey === undefined) return undefined
    return this.#options.queue.findAccepted({
      idempotencyKey,
      fingerprint: fingerprint ?? fingerprintOf(body),
    })
  }

  /**
   * Checks that all these jobs can be taken from the client; returns them with the workflow of their model's family, every
   * default, and in a server's spelling. Jobs accepted before keep the workflow that they had then.
   */
  async check<T extends JobRequest>(
    jobs: readonly T[],
    { client = '', explain = (error) => error, ...before }: CheckOptions,
  ): Promise<readonly T[]> {
    if (!this.#options.isReady()) throw new NotReadyError()
    this.#options.quota.check(jobs.length, client)
    const opened = await openJobs(jobs, this.#options, { ...before, explain })
    const refusal = refusalOf(await this.#options.disk.look())
    if (refusal !== undefined) throw refusal
    await checkGiven(jobs, this.#options)
    const lists = new ServerLists(this.#options.pool)
    const settled = await settleJobs(opened, { ...this.#options, lists }, { ...before, explain })
    return jobs.map((job, index) => ({ ...job, ...settled[index] }))
  }

  /** The job as it would be taken now, and its graph. */
  async foresee(job: JobRequest): Promise<ForeseenJob> {
    const { settler, pool } = this.#options
    const opened = { job, run: settler.open(job, {}) }
    const { workflow, run } = await settler.settle(opened, new ServerLists(pool))
    const graph = run.build({ filenamePrefix: 'darkroom' }).toPrompt()
    return { request: { ...job, workflow, inputs: run.inputs }, graph }
  }

  /** Draws the job's wildcards by its seed; `template` then keeps the prompts as they were sent. */
  async draw<T extends PlannedJob>(
    job: T,
    { literal = false }: Pick<AcceptOptions, 'literal'>,
  ): Promise<T> {
    const texts = textsOf(job.inputs)
    const drawn = literal ? texts : await this.#options.drawPrompts(texts, seedOf(job))
    const changed = Object.entries(drawn).filter(
      ([word, text]) => Object.hasOwn(job.inputs, word) && text !== job.inputs[word],
    )
    if (changed.length === 0) return job
    return { ...job, inputs: { ...job.inputs, ...Object.fromEntries(changed) }, template: texts }
  }

  /** A job of a group has what it is to do there, by its place in it. */
  jobSpec(
    job: PlannedJob,
    { client, priority, note, webhook, pngInfo }: AcceptOptions,
    { id = crypto.randomUUID(), retryOf, isRedone, last }: JobOrigin = {},
  ): JobSpec {
    const trace = this.#options.currentTrace()
    const output = outputStemOf({
      id,
      seed: seedOf(job),
      acceptedAt: this.#options.clock.now(),
      part: job.part,
      isRedone,
      last,
    })
    const own = { output, retryOf, note, webhook, pngInfo, trace }
    return {
      id,
      kind: imageJob,
      payload:
        job.part === undefined ? payloadToJson({ ...job, ...own }) : memberPayloadToJson(own),
      client,
      priority,
    }
  }

  /** Puts the jobs into the queue. `body`: what the fingerprint is made of when none is given. */
  async enqueue(
    spec: JobSpec | GroupSpec,
    options: AcceptOptions & Pick<EnqueueOptions, 'receipt'>,
    body: object,
  ): Promise<Accepted> {
    const { client = '', idempotencyKey, receipt } = options
    // Other requests may have been accepted since the check.
    using _place = this.#options.quota.enter('jobs' in spec ? spec.jobs.length : 1, client)
    const key =
      idempotencyKey === undefined
        ? {}
        : { idempotencyKey, fingerprint: options.fingerprint ?? fingerprintOf(body), receipt }
    return await this.#options.queue.enqueue(spec, key)
  }

  #accepted({ id, created, receipt }: Accepted): AcceptedJob {
    const { queue, readJob } = this.#options
    const kept = receiptSchema.safeParse(receipt).data?.seed
    const seed = kept ?? readJob(queue.get(id))?.recipe.seed ?? unknownSeed
    return { requestId: id, created, seed, position: queue.position(id) ?? 0 }
  }
}

/** The receipt keeps the seed, for the queue forgets payloads before it forgets keys. */
const receiptSchema = z.object({ seed: z.int() })

/** The job with the seed that it asks for, or a seed chosen for it. */
const withSeed = <T extends JobRequest>(job: T): T =>
  typeof job.inputs.seed === 'number'
    ? { ...job, inputs: { ...job.inputs, seed: resolveSeed(job.inputs.seed) } }
    : job

/** Told of a job without a seed, or with one that is no safe integer. */
const unknownSeed = -1

const seedOf = ({ inputs: { seed } }: JobRequest): number => (typeof seed === 'number' ? seed : 0)

const fingerprintOf = (body: object): string =>
  createHash('sha256').update(toCanonicalJson(body)).digest('base64url')
