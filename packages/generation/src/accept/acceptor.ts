import { createHash } from 'node:crypto'
import type {
  Accepted,
  EnqueueOptions,
  GroupSpec,
  JobQueue,
  JobSpec,
  Json,
} from '@darkroom/job-queue'
import { z } from 'zod'
import { InvalidRequestError, NotReadyError } from '../errors.ts'
import type { AcceptedJob } from '../generation.ts'
import type { AcceptOptions, GenerationRequest, PromptTexts } from '../job/generation-request.ts'
import { imageJob, payloadToJson, requestToJson, tryReadPayload } from '../job/job-payload.ts'
import type { JobPart } from '../job/job-view.ts'
import { outputStemOf } from '../job/output-names.ts'
import { resolveSeed } from '../job/seeds.ts'
import type { Clock } from '../options.ts'
import type { Pool } from '../servers/pool.ts'
import { checkAgainst, checkValues } from './check-request.ts'
import type { FreeSpace } from './free-space.ts'
import type { QueueQuota } from './queue-quota.ts'

export interface AcceptorOptions {
  readonly queue: JobQueue
  readonly pool: Pool
  readonly clock: Clock
  readonly space: FreeSpace
  readonly room: QueueQuota
  readonly acceptWhileDown: boolean
  readonly drawPrompts: (texts: PromptTexts, seed: number) => Promise<PromptTexts>
  readonly isReady: () => boolean
}

/** What a job is made of besides its request. */
export interface JobExtras {
  readonly retryOf?: string
  readonly part?: JobPart
  readonly template?: PromptTexts
  /** Its number has a picture already, which keeps its name. */
  readonly isRedone?: boolean
}

/** A name that no server has is looked for in fresh lists, but not more often than this. */
const freshListsMs = 2_000

/** The door: what gets past it is durable, has its seed, and could be run by some server just now. */
export class Acceptor {
  readonly #options: AcceptorOptions

  constructor(options: AcceptorOptions) {
    this.#options = options
  }

  async accept(
    request: GenerationRequest,
    options: AcceptOptions,
    extras: JobExtras = {},
  ): Promise<AcceptedJob> {
    const body = requestToJson(request)
    const before = this.acceptedBefore(options, body)
    if (before !== undefined) return this.#accepted(before)
    const checked = await this.check(request, { count: 1, client: options.client })
    const seeded = { ...checked, seed: resolveSeed(checked.seed) }
    const { request: drawn, template } = await this.draw(seeded, options)
    const spec = this.jobSpec(
      drawn,
      options,
      template === undefined ? extras : { ...extras, template },
    )
    const receipt = { seed: seeded.seed }
    const accepted = await this.enqueue(spec, { ...options, receipt }, body)
    return this.#accepted({ receipt, ...accepted })
  }

  /** What was answered to this key before, whatever has changed since. `body` as for `enqueue`. */
  acceptedBefore({ idempotencyKey, fingerprint }: AcceptOptions, body: Json): Accepted | undefined {
    if (!this.#options.isReady()) throw new NotReadyError()
    if (idempotencyKey === undefined) return undefined
    return this.#options.queue.findAccepted({
      idempotencyKey,
      fingerprint: fingerprint ?? fingerprintOf(body),
    })
  }

  /** Whether `count` more of these can be taken from that client; returns the request in a server's spelling. */
  async check(
    request: GenerationRequest,
    { count, client = '' }: { readonly count: number; readonly client?: string | undefined },
  ): Promise<GenerationRequest> {
    if (!this.#options.isReady()) throw new NotReadyError()
    checkValues(request)
    this.#options.room.check(count, client)
    await this.#options.space.check()
    return this.#checkServers(request)
  }

  /** Its wildcards drawn, by its seed; with the prompts as they were when there were any. */
  async draw(
    request: GenerationRequest,
    { literal = false }: Pick<AcceptOptions, 'literal'>,
  ): Promise<{ readonly request: GenerationRequest; readonly template?: PromptTexts }> {
    if (literal) return { request }
    const { prompt, negativePrompt, seed } = request
    const drawn = await this.#options.drawPrompts({ prompt, negativePrompt }, seed)
    if (drawn.prompt === prompt && drawn.negativePrompt === negativePrompt) return { request }
    return {
      request: { ...request, prompt: drawn.prompt, negativePrompt: drawn.negativePrompt },
      template: { prompt, negativePrompt },
    }
  }

  jobSpec(
    request: GenerationRequest,
    { client, priority }: AcceptOptions,
    { retryOf, part, template, isRedone = false }: JobExtras,
  ): JobSpec {
    const id = crypto.randomUUID()
    const acceptedAt = this.#options.clock.now()
    const output = outputStemOf({
      id,
      seed: request.seed,
      acceptedAt,
      isRedone,
      ...(part === undefined ? {} : { part }),
    })
    return {
      id,
      kind: imageJob,
      payload: payloadToJson({
        schema: 1,
        request,
        output,
        ...(template === undefined ? {} : { template }),
        ...(part === undefined ? {} : { part }),
        ...(retryOf === undefined ? {} : { retryOf }),
      }),
      ...(client === undefined ? {} : { client }),
      ...(priority === undefined ? {} : { priority }),
    }
  }

  /** `body`: what the fingerprint is made of when none is given. */
  async enqueue(
    spec: JobSpec | GroupSpec,
    options: AcceptOptions & Pick<EnqueueOptions, 'receipt'>,
    body: Json,
  ): Promise<Accepted> {
    const { client = '', idempotencyKey, fingerprint, receipt } = options
    // Others may have come in since it was checked.
    using _room = this.#options.room.enter('jobs' in spec ? spec.jobs.length : 1, client)
    return await this.#options.queue.enqueue(
      spec,
      idempotencyKey === undefined
        ? {}
        : {
            idempotencyKey,
            fingerprint: fingerprint ?? fingerprintOf(body),
            ...(receipt === undefined ? {} : { receipt }),
          },
    )
  }

  #accepted({ id, created, receipt }: Accepted): AcceptedJob {
    const { queue } = this.#options
    const kept = receiptSchema.safeParse(receipt).data?.seed
    const seed = kept ?? seedOf(queue.get(id)?.payload ?? null)
    return { requestId: id, created, seed, position: queue.position(id) ?? 0 }
  }

  async #checkServers(request: GenerationRequest): Promise<GenerationRequest> {
    const { pool, acceptWhileDown } = this.#options
    if (!(await pool.isReachable()) && !acceptWhileDown) throw pool.noAnswer()
    const catalogs = [...(await pool.catalogs()).values()]
    if (catalogs.length === 0) {
      if (acceptWhileDown) return request
      throw pool.noAnswer()
    }
    try {
      return checkAgainst(request, catalogs)
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error
      // It may have been put there a moment ago.
      return checkAgainst(request, [...(await pool.catalogs({ maxAgeMs: freshListsMs })).values()])
    }
  }
}

/** The queue forgets payloads before it forgets keys. */
const receiptSchema = z.object({ seed: z.int() })

const seedOf = (payload: Json): number => tryReadPayload(payload)?.request.seed ?? 0

const fingerprintOf = (body: Json): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url')
