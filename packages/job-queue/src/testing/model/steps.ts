import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { LeaseRef } from '../../index.ts'
import { failure, group, isRunnable, job, take } from '../contract/harness.ts'
import { outboxSteps } from './outbox-steps.ts'
import { type QueueModel, rules } from './queue-model.ts'
import { setSetting } from './setting-step.ts'
import { step } from './step.ts'
import type { System } from './system.ts'

/** Picks one of the items, or `other`, which never was one. */
const pick = <T>(items: readonly T[], index: number, other: T): T =>
  items.length === 0 ? other : (items[index % items.length] ?? other)

const pickLease = ({ leases }: System, index: number): LeaseRef =>
  pick(leases, index, { jobId: randomUUID(), epoch: 1 })

/** The expected answer to a holder's call, and its effect on the model when the lease counts. */
const answerFor = (
  model: QueueModel,
  lease: LeaseRef,
  { ending, apply }: { ending?: string; apply: () => void },
): string => {
  const job = model.jobs.get(lease.jobId)
  if (job !== undefined && job.epoch === lease.epoch && job.state === ending) return 'already'
  if (model.held(lease) === undefined) return 'fenced'
  apply()
  return 'committed'
}

const index = fc.nat({ max: 30 })
const priority = fc.integer({ min: -2, max: 2 })
const client = fc.constantFrom('ann', 'ben')

const enqueue = fc
  .record({ priority, client, key: fc.option(fc.constantFrom('a', 'b', 'c')) })
  .map((spec) =>
    step(`enqueue ${JSON.stringify(spec)}`, async (model, system) => {
      const known = spec.key === null ? undefined : model.keys.get(spec.key)
      const options = spec.key === null ? {} : { idempotencyKey: spec.key }
      const { priority, client } = spec
      const next = job({ priority, client })
      const answer = await system.queue.enqueue(next, options)
      expect(answer).toEqual({ id: known ?? next.id, created: known === undefined })
      if (known !== undefined) return
      model.accept([next.id], { priority, client })
      system.ids.push(next.id)
      if (spec.key !== null) model.keys.set(spec.key, next.id)
    }),
  )

const enqueueGroup = fc.boolean().map((chain) =>
  step(`enqueue a ${chain ? 'chain' : 'group'}`, async (model, system) => {
    const spec = group(3, { chain })
    await system.queue.enqueue(spec)
    const ids = spec.jobs.map(({ id }) => id)
    model.accept(ids, { chain, groupId: spec.id })
    system.ids.push(...ids)
    system.groupIds.push(spec.id)
  }),
)

const reserve = fc.constant(
  step('reserve', async (model, system) => {
    const [next] = model.queued()
    if (next === undefined || model.paused) {
      expect(await isRunnable(system.queue)).toBe(false)
      return
    }
    const lease = await take(system.queue, { leaseMs: rules.leaseMs })
    expect(lease.jobId).toBe(next)
    model.lease(next)
    expect(lease.epoch).toBe(model.jobs.get(next)?.epoch)
    system.leases.push(lease)
  }),
)

const heartbeat = index.map((at) =>
  step(`heartbeat ${at}`, async (model, system) => {
    const lease = pickLease(system, at)
    const held = model.held(lease)
    expect((await system.queue.heartbeat(lease)).ok).toBe(held !== undefined)
    if (held !== undefined) held.due = model.now + rules.leaseMs
  }),
)

const checkpoint = fc.tuple(index, fc.nat()).map(([at, value]) =>
  step(`checkpoint ${at}`, async (model, system) => {
    const lease = pickLease(system, at)
    const held = model.held(lease)
    expect(await system.queue.checkpoint(lease, value)).toBe(
      held === undefined ? 'fenced' : 'committed',
    )
    if (held !== undefined) held.checkpoint = value
  }),
)

const complete = fc.tuple(index, fc.nat()).map(([at, value]) =>
  step(`complete ${at}`, async (model, system) => {
    const lease = pickLease(system, at)
    const answer = answerFor(model, lease, {
      ending: 'succeeded',
      apply() {
        const held = model.held(lease)
        if (held !== undefined) held.result = value
        model.end(lease.jobId, 'succeeded')
      },
    })
    expect(await system.queue.complete(lease, value)).toBe(answer)
  }),
)

const fail = fc
  .tuple(index, fc.constantFrom('permanent', 'transient', 'poison'))
  .map(([at, kind]) =>
    step(`fail ${at} ${kind}`, async (model, system) => {
      const lease = pickLease(system, at)
      const ending = kind === 'poison' ? 'dead' : 'failed'
      const apply = (): void =>
        kind === 'transient'
          ? model.giveBack(lease.jobId, { failed: true, delayMs: rules.retryDelayMs })
          : model.end(lease.jobId, ending)
      const answer = answerFor(model, lease, { ending, apply })
      expect(await system.queue.fail(lease, failure(kind))).toBe(answer)
    }),
  )

const release = fc
  .record({
    at: index,
    delayMs: fc.constantFrom(0, 500),
    failed: fc.boolean(),
    stalled: fc.boolean(),
  })
  .map(({ at, ...options }) =>
    step(`release ${at} ${JSON.stringify(options)}`, async (model, system) => {
      const lease = pickLease(system, at)
      const answer = answerFor(model, lease, { apply: () => model.giveBack(lease.jobId, options) })
      const { delayMs, failed: countAttempt, stalled: countStall } = options
      const given = { reason: 'test', delayMs, countAttempt, countStall }
      expect(await system.queue.release(lease, given)).toBe(answer)
    }),
  )

const stop = index.map((at) =>
  step(`cancelled ${at}`, async (model, system) => {
    const lease = pickLease(system, at)
    const apply = (): void => model.end(lease.jobId, 'cancelled')
    const answer = answerFor(model, lease, { ending: 'cancelled', apply })
    expect(await system.queue.cancelled(lease)).toBe(answer)
  }),
)

const cancel = index.map((at) =>
  step(`cancel ${at}`, async (model, system) => {
    const id = pick(system.ids, at, randomUUID())
    expect(await system.queue.requestCancel(id)).toBe(model.cancel(id))
  }),
)

const cancelGroup = index.map((at) =>
  step(`cancel group ${at}`, async (model, system) => {
    const groupId = pick(system.groupIds, at, randomUUID())
    const members = [...model.jobs].filter(([, { groupId: other }]) => other === groupId)
    const waiting = members.filter(([, { state }]) =>
      ['queued', 'blocked', 'delayed'].includes(state),
    )
    const running = members.filter(([, { state }]) => state === 'leased')
    await system.queue.requestCancelGroup(groupId)
    for (const [, waits] of waiting) waits.state = 'cancelled'
    for (const [, runs] of running) runs.cancelRequested = true
  }),
)

const setPriority = fc.tuple(index, priority).map(([at, value]) =>
  step(`priority ${at} ${value}`, async (model, system) => {
    const id = pick(system.ids, at, randomUUID())
    const changed = await system.queue.setPriority(id, value)
    const known = model.jobs.get(id)
    expect(changed).toBe(known !== undefined && system.queue.get(id)?.finishedAt === undefined)
    if (known !== undefined && changed) model.setPriority(id, value)
  }),
)

const move = fc
  .tuple(fc.array(index, { minLength: 1, maxLength: 3 }), fc.option(index))
  .map(([which, at]) =>
    step(`move ${which} ${at}`, async (model, system) => {
      const ids = which.map((one) => pick(system.ids, one, randomUUID()))
      const before = at === null ? undefined : pick(system.ids, at, randomUUID())
      const { queue } = system
      expect(await queue.move(ids, before === undefined ? {} : { before })).toBe(
        model.move(ids, before),
      )
    }),
  )

const remove = index.map((at) =>
  step(`remove ${at}`, async (model, system) => {
    const id = pick(system.ids, at, randomUUID())
    expect(await system.queue.remove(id)).toBe(model.remove(id))
  }),
)

const pause = fc.boolean().map((paused) =>
  step(paused ? 'pause' : 'resume', async (model, { queue }) => {
    await (paused ? queue.pause() : queue.resume())
    model.paused = paused
  }),
)

const pauseGroup = fc.tuple(index, fc.boolean()).map(([at, paused]) =>
  step(`${paused ? 'pause' : 'resume'} group ${at}`, async (model, system) => {
    const id = pick(system.groupIds, at, randomUUID())
    const { queue } = system
    const isKnown = await (paused ? queue.pauseGroup(id) : queue.resumeGroup(id))
    expect(isKnown).toBe(model.pauseGroup(id, paused))
  }),
)

const advance = fc.constantFrom(1, 299, 300, 500, 999, 1_000).map((ms) =>
  step(`advance ${ms}`, async (model, { clock }) => {
    clock.advance(ms)
    model.advance(ms)
  }),
)

const jumpWall = fc
  .constantFrom(-3_600_000, 3_600_000)
  .map((ms) => step(`jump ${ms}`, async (_model, { clock }) => clock.jumpWall(ms)))

const crash = fc.nat({ max: 5 }).map((at) =>
  step(`crash ${at}`, async (model, system) => {
    await system.crash(at)
    model.restart()
  }),
)

type Steps = readonly fc.Arbitrary<fc.AsyncCommand<QueueModel, System>>[]

const steps: Steps = [
  enqueue,
  enqueue,
  enqueueGroup,
  reserve,
  reserve,
  reserve,
  heartbeat,
  checkpoint,
  complete,
  fail,
  release,
  stop,
  cancel,
  cancelGroup,
  setPriority,
  move,
  move,
  remove,
  pause,
  pauseGroup,
  pauseGroup,
  setSetting,
  ...outboxSteps,
  advance,
]

export const stepsWithCrashes: Steps = [...steps, crash]

/** With wall clock jumps, only for queues that never restart: delays go on by that clock across a restart. */
export const stepsWithoutCrashes: Steps = [...steps, jumpWall]
