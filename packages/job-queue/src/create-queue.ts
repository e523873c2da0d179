import {
  acceptedBefore,
  cancelCommand,
  cancelGroupCommand,
  enqueueCommand,
  moveCommand,
  pauseCommand,
  pauseGroupCommand,
  priorityCommand,
  removeCommand,
} from './commands.ts'
import { InvalidJobError, OvertakenError, QueueClosedError } from './errors.ts'
import type { JobQueue } from './job-queue.ts'
import {
  cancelledCommand,
  checkpointCommand,
  completeCommand,
  failCommand,
  releaseCommand,
} from './lease-commands.ts'
import { createOutbox } from './outbox/outbox.ts'
import { membersOf } from './presence.ts'
import { QueueCore } from './queue-core.ts'
import { type QueueOptions, toSettings } from './queue-options.ts'
import {
  listGroups,
  listJobs,
  oldestInLine,
  positionOf,
  waitingHeads,
  waitingJobs,
} from './queue-views.ts'
import { Replica } from './replica.ts'
import { settingCommand } from './settings.ts'

/** Creates a queue over a store. Stores differ only in where entries are kept, and what these survive there. */
export const createQueue = ({ store, ...rules }: QueueOptions): JobQueue => {
  const settings = toSettings(rules)
  let opening: Promise<void> | undefined
  let closing: Promise<void> | undefined
  let core: QueueCore | undefined

  const live = (): QueueCore => {
    if (core === undefined || closing !== undefined) throw new QueueClosedError()
    return core
  }

  const open = async (): Promise<void> => {
    const { clock } = settings
    const replica = new Replica(settings)
    let opened: QueueCore | undefined
    await store.open({
      clock,
      replay: (record) => replica.replay(record),
      snapshot: () => replica.snapshot(clock.now()),
      fail: (error) => opened?.fail(error),
      told: (message) => opened?.told(message),
      follow: (entry) => (opened === undefined ? replica.replay(entry) : opened.follow(entry)),
    })
    opened = new QueueCore({ replica, store, settings })
    try {
      await opened.recover(clock.now())
    } catch (error) {
      store.shared?.giveUp()
      await store.close()
      throw error
    }
    core = opened
  }

  const close = async (): Promise<void> => {
    // A failure to open is reported to the caller of `open`.
    await opening?.catch(() => undefined)
    if (core === undefined) return
    await core.close()
    await store.close()
  }

  const queue: JobQueue = {
    async open() {
      if (closing !== undefined) throw new QueueClosedError()
      opening ??= open()
      await opening
    },
    async close() {
      closing ??= close()
      await closing
    },
    [Symbol.asyncDispose]: () => queue.close(),

    enqueue: async (spec, options = {}) => live().submit(enqueueCommand(spec, options)),
    findAccepted: (options) => acceptedBefore(live().state, options),
    reserve: async (options) => {
      const { max = 1, lookAhead = 8, leaseMs } = options
      if (!(max >= 1 && lookAhead >= 1 && leaseMs > 0)) {
        throw new InvalidJobError('max and lookAhead must be at least 1, leaseMs above 0')
      }
      return live().reserve(options)
    },
    heartbeat: async (lease) => {
      const cancelRequested = live().state.jobs.get(lease.jobId)?.record.cancelRequested ?? false
      return { ok: live().extend(lease), cancelRequested }
    },
    checkpoint: async (lease, checkpoint) => live().submit(checkpointCommand(lease, checkpoint)),
    release: async (lease, options) => live().submit(releaseCommand(lease, options)),
    complete: async (lease, result) => live().submit(completeCommand(lease, result)),
    fail: async (lease, error) => live().submit(failCommand(lease, error)),
    cancelled: async (lease) => live().submit(cancelledCommand(lease)),

    requestCancel: async (jobId) => live().submit(cancelCommand(jobId)),
    requestCancelGroup: async (groupId) => live().submit(cancelGroupCommand(groupId)),
    pause: async () => live().submit(pauseCommand(true)),
    resume: async () => live().submit(pauseCommand(false)),
    isPaused: () => live().state.paused,
    pauseGroup: async (groupId) => live().submit(pauseGroupCommand(groupId, true)),
    resumeGroup: async (groupId) => live().submit(pauseGroupCommand(groupId, false)),
    setPriority: async (jobId, priority) => live().submit(priorityCommand(jobId, priority)),
    move: async (jobIds, { before } = {}) => live().submit(moveCommand(jobIds, before)),
    remove: async (jobId) => live().submit(removeCommand(jobId)),
    setSetting: async (key, value) => live().submit(settingCommand(key, value)),

    get: (jobId) => live().state.jobs.get(jobId)?.record,
    getGroup: (groupId) => live().state.groups.get(groupId)?.record,
    position: (jobId) => positionOf(live().state, jobId),
    list: (filter = {}, page = {}) => listJobs(live().state, filter, page),
    waiting: () => waitingJobs(live().state),
    waitingHeads: () => waitingHeads(live().state),
    waitingGroups: () => live().state.load.groups,
    listGroups: (filter = {}, page = {}) => listGroups(live().state, filter, page),
    setting: (key) => live().state.settings.get(key),
    settings: () => new Map(live().state.settings),
    counts: () => ({ ...live().state.counts }),
    load: (client) => live().state.load.of(client),
    waitingShares: () => live().state.load.shares(),
    oldestInLine: () => oldestInLine(live().state),
    async sync() {
      live()
      await store.shared?.confirm().catch((error: unknown) => {
        if (!(error instanceof OvertakenError)) throw error
      })
    },
    claim: async (name, { signal }) => live().claim(name, signal),
    members: () => membersOf(live().state.presence),
    onFollowed: (listener) => {
      const { followers } = live()
      followers.add(listener)
      return () => followers.delete(listener)
    },
    tell: (message) => live().tell(message),
    onTold: (listener) => {
      const { hearers } = live()
      hearers.add(listener)
      return () => hearers.delete(listener)
    },
    storeProblem: () => store.shared?.problem,

    outbox: createOutbox(live),
    lastEventId: () => live().replica.events.lastId,
    events: (options) => live().replica.events.stream(options, (event) => event),
  }
  return queue
}
