import { DuplicateIdError, type GroupSpec, type JobQueue, type JobSpec } from '@darkroom/job-queue'
import type { Acceptor } from '../accept/acceptor.ts'
import { WrongStateError } from '../errors.ts'
import type {
  AcceptOptions,
  BatchRequest,
  FrameChange,
  SequenceRequest,
} from '../job/generation-request.ts'
import type { JobView } from '../job/job-view.ts'
import type { JobViews } from '../progress/job-views.ts'
import { isEnded } from '../progress/to-job-view.ts'
import type { GroupFiles } from './group-files.ts'
import {
  batchToJson,
  readPlanned,
  retryKind,
  retryToJson,
  sequenceToJson,
} from './group-payload.ts'
import type { AcceptedGroup, BatchView, SequenceView } from './group-view.ts'
import type { GroupKind, Groups } from './groups.ts'
import {
  batchJobs,
  changedFrame,
  completeBatch,
  completeSequence,
  type PlannedJob,
  sequenceJobs,
} from './plan-group.ts'
import type { Retries } from './retries.ts'

export interface GroupAcceptorParts {
  readonly queue: JobQueue
  readonly acceptor: Acceptor
  readonly views: JobViews
  readonly files: GroupFiles
  readonly groups: Groups
  readonly retries: Retries
}

/** The door for batches and sequences: each is accepted whole or not at all. */
export class GroupAcceptor {
  readonly #parts: GroupAcceptorParts

  constructor(parts: GroupAcceptorParts) {
    this.#parts = parts
  }

  async acceptBatch(request: BatchRequest, options: AcceptOptions): Promise<AcceptedGroup> {
    const { acceptor } = this.#parts
    const body = JSON.stringify(request)
    const before = acceptor.acceptedBefore(options, body)
    if (before !== undefined) return this.#accepted(before)
    const complete = completeBatch(request)
    const room = { count: complete.sharedRun ? 1 : complete.batchCount, client: options.client }
    const checked = { ...complete, request: await acceptor.check(complete.request, room) }
    const id = crypto.randomUUID()
    const jobs = await this.#drawn(batchJobs(id, checked), options)
    const group = {
      id,
      kind: 'batch',
      payload: batchToJson(checked, jobs),
      jobs: jobs.map((job) => this.#spec(job, options)),
    }
    return this.#enqueue(group, options, body)
  }

  async acceptSequence(request: SequenceRequest, options: AcceptOptions): Promise<AcceptedGroup> {
    const { acceptor } = this.#parts
    const body = JSON.stringify(request)
    const before = acceptor.acceptedBefore(options, body)
    if (before !== undefined) return this.#accepted(before)
    const complete = completeSequence(request)
    const { sequenceId: id, chain } = complete
    const jobs = await this.#checked(sequenceJobs(complete), options)
    try {
      const group = {
        id,
        kind: 'sequence',
        payload: sequenceToJson(complete, jobs),
        jobs: jobs.map((job) => this.#spec(job, options)),
        chain,
      }
      return await this.#enqueue(group, options, body)
    } catch (error) {
      if (!(error instanceof DuplicateIdError)) throw error
      throw new WrongStateError(`Sequence ${id} was started before`, { cause: error })
    }
  }

  /** What failed, was cancelled or was skipped runs again as it was. */
  async retry(kind: GroupKind, id: string): Promise<AcceptedGroup> {
    const { acceptor, groups, queue } = this.#parts
    const group = demandRunning(groups.demand(kind, id))
    const again = group.jobs.filter(({ status }) => isEnded(status) && status !== 'completed')
    if (again.length === 0) throw new WrongStateError(`Nothing of ${kind} ${id} has failed`)
    const jobs = await Promise.all(
      again.map(async (job): Promise<PlannedJob & { of: JobView }> => {
        const request = await acceptor.check(job.request, { count: again.length })
        return { ...plannedOf(job), request, of: job }
      }),
    )
    const spec = {
      id: crypto.randomUUID(),
      kind: retryKind,
      payload: retryToJson(id, jobs.map(withoutOrigin)),
      jobs: jobs.map(({ of, ...job }) =>
        acceptor.jobSpec(
          job.request,
          { client: queue.get(of.requestId)?.client ?? '' },
          { ...job, retryOf: of.requestId },
        ),
      ),
    }
    // Whoever asks twice at the same time gets one retry.
    const idempotencyKey = `retry:${again.map(({ requestId }) => requestId).join()}`
    return this.#enqueueRetry(id, spec, { idempotencyKey })
  }

  /** One frame anew; the picture that it has stands until there is another. */
  async redoFrame(
    { id, frameNumber }: { readonly id: string; readonly frameNumber: number },
    change: FrameChange,
    options: AcceptOptions,
  ): Promise<AcceptedGroup | undefined> {
    const { acceptor, groups } = this.#parts
    const body = JSON.stringify({ id, frameNumber, change })
    const before = acceptor.acceptedBefore(options, body)
    if (before !== undefined) return this.#accepted(before, id)
    const group = demandRunning(groups.demand('sequence', id))
    const standing = group.jobs.find(({ part }) => part?.number === frameNumber)
    if (standing === undefined) return undefined
    const newest = group.redone.find(({ part }) => part?.number === frameNumber) ?? standing
    if (!isEnded(newest.status)) {
      throw new WrongStateError(`Frame ${frameNumber} is being made just now`)
    }
    const jobs = await this.#checked([changedFrame(standing, change)], options)
    const spec = {
      id: crypto.randomUUID(),
      kind: retryKind,
      payload: retryToJson(id, jobs),
      jobs: jobs.map((job) =>
        acceptor.jobSpec(job.request, options, {
          ...job,
          retryOf: standing.requestId,
          isRedone: true,
        }),
      ),
    }
    return this.#enqueueRetry(id, spec, options, body)
  }

  async #checked(
    planned: readonly PlannedJob[],
    options: AcceptOptions,
  ): Promise<readonly PlannedJob[]> {
    const room = { count: planned.length, client: options.client }
    const checked = await Promise.all(
      planned.map(async (job) => ({
        ...job,
        request: await this.#parts.acceptor.check(job.request, room),
      })),
    )
    return this.#drawn(checked, options)
  }

  #drawn(planned: readonly PlannedJob[], options: AcceptOptions): Promise<readonly PlannedJob[]> {
    return Promise.all(
      planned.map(async (job) => ({
        ...job,
        ...(await this.#parts.acceptor.draw(job.request, options)),
      })),
    )
  }

  #spec({ request, ...extras }: PlannedJob, options: AcceptOptions): JobSpec {
    return this.#parts.acceptor.jobSpec(request, options, extras)
  }

  async #enqueue(group: GroupSpec, options: AcceptOptions, body: string): Promise<AcceptedGroup> {
    const accepted = await this.#parts.acceptor.enqueue(group, options, body)
    this.#parts.files.changed(accepted.id)
    return this.#accepted(accepted)
  }

  async #enqueueRetry(
    of: string,
    spec: GroupSpec,
    options: AcceptOptions,
    body = '',
  ): Promise<AcceptedGroup> {
    const { acceptor, retries, files } = this.#parts
    const accepted = await acceptor.enqueue(spec, options, body)
    retries.add(of, accepted.id)
    files.changed(of)
    return this.#accepted(accepted, of)
  }

  /** `of`: the batch or sequence that a retry belongs to. */
  #accepted(
    { id, created }: { readonly id: string; readonly created: boolean },
    of: string = id,
  ): AcceptedGroup {
    const { queue, views } = this.#parts
    const group = queue.getGroup(id)
    const jobIds = group?.jobIds ?? []
    const etas = jobIds.flatMap((jobId) => views.get(jobId)?.etaSeconds ?? [])
    const planned = readPlanned(group?.payload ?? null).map(({ request }) => request)
    return {
      id: of,
      created,
      jobIds,
      seeds: planned.map(({ seed }) => seed),
      pictures: planned.reduce((sum, { batchSize = 1 }) => sum + batchSize, 0),
      ...(etas.length === 0 ? {} : { etaSeconds: Math.max(...etas) }),
    }
  }
}

function plannedOf({ request, part, template, requestId }: JobView): PlannedJob {
  if (part === undefined) throw new TypeError(`Job ${requestId} is of no group`)
  return { request, part, ...(template === undefined ? {} : { template }) }
}

const withoutOrigin = ({ of: _, ...job }: PlannedJob & { readonly of: JobView }): PlannedJob => job

function demandRunning<T extends BatchView | SequenceView>(group: T): T {
  if (!group.paused) return group
  throw new WrongStateError(`The ${group.kind} ${group.id} is paused; resume it first`)
}
