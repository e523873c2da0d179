import { createHash } from 'node:crypto'
import { type Accepted, DuplicateIdError, type GroupSpec, type JobQueue } from '@darkroom/job-queue'
import type { Acceptor } from '../accept/acceptor.ts'
import { WrongStateError } from '../errors.ts'
import type { Generation } from '../generation.ts'
import { picturesOf, recipeOf } from '../job/inputs.ts'
import { retryKind } from '../job/job-payload.ts'
import type { AcceptOptions } from '../job/job-request.ts'
import { isEnded } from '../job/job-status.ts'
import type { JobView } from '../job/job-view.ts'
import { askerOf } from '../job/news-of.ts'
import { wordsLostTo } from '../models/useless-words.ts'
import type { JobViews } from '../progress/job-views.ts'
import { changedFrame, keepsWorkflow } from './change-frame.ts'
import { eachInTurn } from './each-in-turn.ts'
import type { GroupFileWriter } from './group-file-writer.ts'
import { groupToJson, type PlannedMember, readMembers, readRetry } from './group-members.ts'
import type { AgainChange, FrameChange, GroupKind, GroupRequests } from './group-request.ts'
import type { AcceptedGroup } from './group-view.ts'
import type { GroupViewer } from './group-viewer.ts'
import { type AnyGroup, kindsOfGroups } from './kinds-of-groups.ts'
import { type FormerGroup, planMembers } from './plan-members.ts'
import type { Retries } from './retries.ts'
import { sampleOf } from './sample-of.ts'
import { type Successors, takesPicture, withJobs } from './with-jobs.ts'

export interface GroupAcceptorParts {
  readonly queue: JobQueue
  readonly acceptor: Acceptor
  readonly views: JobViews
  readonly files: GroupFileWriter
  readonly viewer: GroupViewer
  readonly retries: Retries
  readonly familyOf: Generation['modelFamily']
}

/** Accepts groups, each whole or not at all. */
export class GroupAcceptor {
  readonly #parts: GroupAcceptorParts

  constructor(parts: GroupAcceptorParts) {
    this.#parts = parts
  }

  accept<K extends GroupKind>(
    kind: K,
    request: GroupRequests[K],
    options: AcceptOptions,
  ): Promise<AcceptedGroup> {
    return this.#accept(kind, request, options)
  }

  acceptedBefore({ fingerprint = '', ...options }: AcceptOptions): AcceptedGroup | undefined {
    const { acceptor, queue } = this.#parts
    const known = acceptor.acceptedBefore({ ...options, fingerprint }, {})
    if (known === undefined) return undefined
    return this.#accepted(known, readRetry(queue.getGroup(known.id)?.payload ?? null))
  }

  /** `before`: the same group as it was accepted once; absent for a new one. */
  async #accept<K extends GroupKind>(
    kind: K,
    request: GroupRequests[K],
    options: AcceptOptions,
    before?: FormerGroup,
  ): Promise<AcceptedGroup> {
    const { acceptor } = this.#parts
    const rules = kindsOfGroups[kind]
    const known = acceptor.acceptedBefore(options, request)
    if (known !== undefined) return this.#accepted(known)
    const { id = crypto.randomUUID() } = request
    const complete = rules.complete(request)
    const { planned, jobIds } = planMembers(rules, { id, group: complete }, before)
    const checked = await acceptor.check(planned, {
      client: options.client,
      wasAccepted: before !== undefined,
      explain: (error, index) => rules.explain(error, index, complete),
    })
    const group = rules.settled(complete, checked)
    const members = rules.numbered(await this.#drawn(checked, options))
    const last = members.at(-1)?.part.number ?? 1
    const payload = groupToJson(group, members, 'matrix' in group ? group.matrix : undefined)
    const jobs = await eachInTurn(members, (member, at) =>
      acceptor.jobSpec(member, options, { id: jobIds[at], last }),
    )
    const spec = { id, kind, payload, jobs, chain: 'chain' in group && group.chain }
    try {
      return await this.#enqueue(id, spec, options, { body: request, members })
    } catch (error) {
      if (!(error instanceof DuplicateIdError)) throw error
      throw new WrongStateError(`The ${kind} ${id} was started before`, { cause: error })
    }
  }

  /** Makes the same group with other seeds, as a new group, by the workflows that it was accepted with. */
  async again<K extends GroupKind>(
    kind: K,
    id: string,
    change: AgainChange,
    options: AcceptOptions,
  ): Promise<AcceptedGroup> {
    const { viewer, queue } = this.#parts
    const request = kindsOfGroups[kind].again(viewer.request(kind, id), change)
    const { payload = null, jobIds = [] } = queue.getGroup(id) ?? {}
    return this.#accept(kind, request, options, { members: [...readMembers(payload)], jobIds })
  }

  /** Runs the jobs again that failed, were cancelled or were skipped, as they were. */
  async retry(kind: GroupKind, id: string): Promise<AcceptedGroup> {
    const { acceptor, viewer, queue } = this.#parts
    const group = demandRunning(viewer.demand(kind, id))
    const again = group.jobs().filter(({ status }) => isEnded(status) && status !== 'completed')
    if (again.length === 0) throw new WrongStateError(`Nothing of ${kind} ${id} has failed`)
    const runs = again.map((job) => ({ member: memberOf(job), id: crypto.randomUUID() }))
    const isChained = runs.some(({ member }) => takesPicture(member))
    const successors = isChained ? this.#successors(group, runs) : new Map()
    const planned = runs.map(({ member }) => withJobs(member, successors))
    const members = await acceptor.check(planned, { wasAccepted: true })
    const { total: last } = group
    const jobs = members.map((member, index) => {
      const retryOf = again[index]?.requestId
      return acceptor.jobSpec(member, askerOf(queue.get(retryOf ?? '')), {
        id: runs[index]?.id,
        retryOf,
        last,
      })
    })
    // The key makes two requests at the same time one retry.
    const ids = again.map(({ requestId }) => requestId).join()
    const idempotencyKey = `retry:${ids.length > 1_000 ? hashOf(ids) : ids}`
    const spec = retrySpec(id, members, jobs)
    return this.#enqueue(id, spec, { idempotencyKey }, { body: {}, members })
  }

  /** Makes one frame anew; its picture stands until there is another. */
  async redoFrame(
    { id, frameNumber }: { readonly id: string; readonly frameNumber: number },
    change: FrameChange,
    options: AcceptOptions,
  ): Promise<AcceptedGroup | undefined> {
    const { acceptor, viewer } = this.#parts
    const body = { id, frameNumber, change }
    const before = acceptor.acceptedBefore(options, body)
    if (before !== undefined) return this.#accepted(before, id)
    const group = demandRunning(viewer.demand('sequence', id))
    const standing = group.jobs().find(({ part }) => part?.number === frameNumber)
    if (standing === undefined) return undefined
    const newest = group.redone.find(({ part }) => part?.number === frameNumber) ?? standing
    if (!isEnded(newest.status)) {
      throw new WrongStateError(`Frame ${frameNumber} is being made just now`)
    }
    const facts = {
      prefix: group.request.story?.prefix ?? '',
      lost: await this.#lost(standing, change),
    }
    const changed = withJobs(changedFrame(standing, change, facts), this.#successors(group, []))
    this.#demandPictures(changed)
    const checked = await acceptor.check([changed], {
      client: options.client,
      wasAccepted: keepsWorkflow(standing, change),
      hasChanged: (change.prompt ?? change.inputs) !== undefined,
    })
    const members = await this.#drawn(checked, options)
    const jobs = members.map((member) =>
      acceptor.jobSpec(
        member,
        { ...options, webhook: askerOf(this.#parts.queue.get(standing.requestId)).webhook },
        { retryOf: standing.requestId, isRedone: true },
      ),
    )
    return this.#enqueue(id, retrySpec(id, members, jobs), options, { body, members })
  }

  /** The job that stands for each that was ever made for the group: one of these runs, else the one whose picture counts. */
  #successors(
    group: AnyGroup,
    runs: readonly { readonly member: PlannedMember; readonly id: string }[],
  ): Successors {
    const { viewer, views } = this.#parts
    const standing = [
      ...group.jobs().map(({ part, requestId }) => [part?.number, requestId] as const),
      ...runs.map(({ member: { part }, id }) => [part.number, id] as const),
    ]
    const byNumber = new Map(standing)
    return new Map(
      viewer.membersOf(group.id).flatMap((jobId) => {
        const successor = byNumber.get(views.get(jobId)?.part?.number)
        return successor === undefined ? [] : [[jobId, successor] as const]
      }),
    )
  }

  /** A frame that takes the picture of another is made once that one has one. */
  #demandPictures({ files = [], part: { number } }: PlannedMember): void {
    for (const file of files) {
      const view = 'job' in file ? this.#parts.views.get(file.job) : undefined
      if (view === undefined || view.status === 'completed') continue
      const of = view.part === undefined ? `job ${view.requestId}` : `frame ${view.part.number}`
      throw new WrongStateError(
        `Frame ${number} takes the picture of ${of}, which has none yet: make that one first`,
      )
    }
  }

  /** The words of a frame that another model has no use for. */
  async #lost(
    { inputs: before }: JobView,
    { inputs: { model } = {} }: FrameChange,
  ): Promise<ReadonlySet<string>> {
    const { familyOf } = this.#parts
    if (typeof model !== 'string') return new Set()
    const told = typeof before.model === 'string' ? await familyOf(before.model) : undefined
    return wordsLostTo(await familyOf(model), told)
  }

  /** Draws the wildcards of each member by its seed. */
  #drawn(
    members: readonly PlannedMember[],
    options: AcceptOptions,
  ): Promise<readonly PlannedMember[]> {
    return eachInTurn(members, (member) => this.#parts.acceptor.draw(member, options))
  }

  /** Puts the group into the queue. `of`: its own id, or the id of the group that it retries. */
  async #enqueue(
    of: string,
    spec: GroupSpec,
    options: AcceptOptions,
    { body, members }: { readonly body: object; readonly members: readonly PlannedMember[] },
  ): Promise<AcceptedGroup> {
    const { acceptor, retries, files } = this.#parts
    const accepted = await acceptor.enqueue(spec, options, body)
    const group = spec.kind === retryKind ? of : accepted.id
    if (spec.kind === retryKind) retries.add(of, accepted.id)
    files.changed(group)
    if (!accepted.created) return this.#accepted(accepted, group)
    const seeds = await eachInTurn(members, ({ inputs }) => recipeOf(inputs).seed ?? 0)
    return this.#told(accepted, group, { seeds, pictures: picturesOfAll(members) })
  }

  #accepted(accepted: Accepted, of: string = accepted.id): AcceptedGroup {
    const { queue } = this.#parts
    const members = [...readMembers(queue.getGroup(accepted.id)?.payload ?? null)]
    const seeds = members.map(({ recipe }) => recipe.seed ?? 0)
    return this.#told(accepted, of, { seeds, pictures: picturesOfAll(members) })
  }

  #told(
    { id, created }: Accepted,
    of: string,
    known: Pick<AcceptedGroup, 'seeds' | 'pictures'>,
  ): AcceptedGroup {
    const { queue, views } = this.#parts
    const jobIds = queue.getGroup(id)?.jobIds ?? []
    const etas = sampleOf(jobIds).flatMap((jobId) => views.get(jobId)?.etaSeconds ?? [])
    const etaSeconds = etas.length === 0 ? undefined : Math.max(...etas)
    return { id: of, created, jobIds, ...known, etaSeconds }
  }
}

const picturesOfAll = (members: Iterable<PlannedMember>): number =>
  [...members].reduce((sum, { inputs }) => sum + picturesOf(inputs), 0)

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const retrySpec = (
  of: string,
  members: readonly PlannedMember[],
  jobs: GroupSpec['jobs'],
): GroupSpec => ({
  id: crypto.randomUUID(),
  kind: retryKind,
  payload: groupToJson({ of }, members),
  jobs,
  chain: members.some(takesPicture),
})

function memberOf({
  workflow,
  inputs,
  files,
  made,
  part,
  template,
  requestId,
}: JobView): PlannedMember {
  if (part === undefined) throw new TypeError(`Job ${requestId} is of no group`)
  return { workflow, inputs, files, made, part, template }
}

function demandRunning<T extends AnyGroup>(group: T): T {
  if (!group.paused) return group
  throw new WrongStateError(`The ${group.kind} ${group.id} is paused; resume it first`)
}
