import { createHash } from 'node:crypto'
import type { GroupSpec, JobSpec, Json, QueueDriver } from '@darkroom/job-queue'
import {
  ComfyUnavailableError,
  InvalidRequestError,
  NotReadyError,
  QueueFullError,
} from '../errors.ts'
import type { AcceptedJob } from '../generation.ts'
import type { AcceptOptions, GenerationRequest } from '../generation-request.ts'
import type { JobPart } from '../job-view.ts'
import type { Clock } from '../options.ts'
import { checkAgainst, checkValues } from '../plan/check-request.ts'
import { imageJob, payloadToJson, requestToJson, tryReadPayload } from '../plan/job-payload.ts'
import { outputStemOf } from '../plan/output-names.ts'
import { resolveSeed } from '../plan/seeds.ts'
import type { Pool } from '../pool/pool.ts'

export interface AcceptorOptions {
  readonly queue: QueueDriver
  readonly pool: Pool
  readonly clock: Clock
  readonly maxWaiting: number
  readonly acceptWhileDown: boolean
  readonly isReady: () => boolean
  /** Of one job, in milliseconds. */
  readonly typicalMs: () => number
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
    { retryOf, part }: { retryOf?: string; part?: JobPart } = {},
  ): Promise<AcceptedJob> {
    const checked = await this.check(request, 1)
    const { queue } = this.#options
    const spec = this.jobSpec({ ...checked, seed: resolveSeed(checked.seed) }, options, {
      ...(retryOf === undefined ? {} : { retryOf }),
      ...(part === undefined ? {} : { part }),
    })
    const { id, created } = await this.enqueue(spec, options, requestToJson(request))
    const seed = tryReadPayload(queue.get(id)?.payload ?? null)?.request.seed
    return {
      requestId: id,
      created,
      seed: seed ?? checked.seed,
      position: queue.position(id) ?? 0,
    }
  }

  /** Whether `count` more of these can be taken; returns the request in a server's spelling. */
  async check(request: GenerationRequest, count: number): Promise<GenerationRequest> {
    if (!this.#options.isReady()) throw new NotReadyError()
    checkValues(request)
    this.#checkRoom(count)
    return this.#checkServers(request)
  }

  jobSpec(
    request: GenerationRequest,
    { client, priority }: AcceptOptions,
    { retryOf, part }: { readonly retryOf?: string; readonly part?: JobPart },
  ): JobSpec {
    const id = crypto.randomUUID()
    const acceptedAt = this.#options.clock.now()
    const output = outputStemOf({
      id,
      seed: request.seed,
      acceptedAt,
      ...(part === undefined ? {} : { part }),
    })
    return {
      id,
      kind: imageJob,
      payload: payloadToJson({
        schema: 1,
        request,
        output,
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
    { idempotencyKey, fingerprint }: AcceptOptions,
    body: Json,
  ): Promise<{ readonly id: string; readonly created: boolean }> {
    return this.#options.queue.enqueue(
      spec,
      idempotencyKey === undefined
        ? {}
        : { idempotencyKey, fingerprint: fingerprint ?? fingerprintOf(body) },
    )
  }

  #checkRoom(count: number): void {
    const { queue, maxWaiting, typicalMs, pool } = this.#options
    const { queued, delayed, blocked } = queue.counts()
    const waiting = queued + delayed + blocked
    if (waiting + count <= maxWaiting) return
    const seconds = (waiting * typicalMs()) / 1000 / Math.max(1, pool.reachable.length)
    throw new QueueFullError({
      waiting,
      retryAfterSeconds: Math.min(300, Math.max(1, Math.ceil(seconds))),
    })
  }

  async #checkServers(request: GenerationRequest): Promise<GenerationRequest> {
    const { pool, acceptWhileDown } = this.#options
    if (!(await pool.isReachable()) && !acceptWhileDown) throw this.#unavailable()
    const catalogs = [...(await pool.catalogs()).values()]
    if (catalogs.length === 0) {
      if (acceptWhileDown) return request
      throw this.#unavailable()
    }
    try {
      return checkAgainst(request, catalogs)
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error
      // It may have been put there a moment ago.
      return checkAgainst(request, [...(await pool.catalogs({ maxAgeMs: freshListsMs })).values()])
    }
  }

  #unavailable(): ComfyUnavailableError {
    const { states } = this.#options.pool
    const urls = states.map(({ url }) => url).join(', ')
    const problem = states.find((state) => state.problem !== undefined)?.problem
    return new ComfyUnavailableError(
      `ComfyUI does not answer at ${urls}${problem === undefined ? '' : `: ${problem}`}`,
      { retryAfterSeconds: 5, hint: 'Start ComfyUI, or set COMFYUI_API_URL to where it runs.' },
    )
  }
}

const fingerprintOf = (body: Json): string =>
  createHash('sha256').update(JSON.stringify(body)).digest('base64url')
