import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  CorruptJournalError,
  createFileStore,
  createQueue,
  type FileStoreOptions,
  type JobQueue,
  lockDirectory,
  QueueError,
  QueueLockedError,
  type QueueRules,
  type QueueStore,
  StoreUnavailableError,
} from '@darkroom/job-queue'
import type { Logger } from 'pino'
import type { Config } from '../config/config-schema.ts'
import { StartError } from '../start-error.ts'
import { memberFacts, memberName } from './member-name.ts'

/** Crashes of this process after which a job that was running at each of them counts as their cause. */
const maxCrashes = 10

/** Milliseconds that a start waits for a database, as long as the store does, and between two tries. */
const openWithinMs = 10_000
const pauseMs = 100

export interface OpenQueueOptions {
  readonly config: Pick<Config, 'QUEUE' | 'STATE_PATH' | 'MEMBER_LEASE_SECONDS'>
  readonly log: Logger
  readonly version: string
  readonly rules: Pick<QueueRules, 'messagesOf' | 'onFailure'>
  readonly hooks?: Pick<FileStoreOptions, 'failpoint' | 'ballastBytes' | 'compactAtLeastBytes'>
}

/** The queue and the hold on its folder. */
class HeldQueue {
  readonly queue: JobQueue
  readonly #letGo: () => Promise<void>

  constructor(queue: JobQueue, letGo: () => Promise<void>) {
    this.queue = queue
    this.#letGo = letGo
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.queue.close()
    await this.#letGo()
  }
}

/**
 * Opens the queue where `QUEUE` says: in files of this process, or in a database that others use too.
 * @throws StartError
 */
export const openQueue = async ({
  config,
  log,
  version,
  rules,
  hooks,
}: OpenQueueOptions): Promise<HeldQueue> => {
  const directory = join(config.STATE_PATH, 'queue')
  const onWarning = (message: string): void => log.warn({ message }, 'queue')
  const options = { maxStalls: maxCrashes, ...rules }
  try {
    if (config.QUEUE === 'files') {
      const queue = createQueue({
        store: createFileStore({ directory, ...hooks, onWarning }),
        ...options,
      })
      await queue.open()
      return new HeldQueue(queue, async () => undefined)
    }
    await mkdir(directory, { recursive: true, mode: 0o700 })
    // Two processes of one name would take one another's work.
    const letGo = await lockDirectory(directory)
    const name = await memberName(config.STATE_PATH)
    const leaseMs = config.MEMBER_LEASE_SECONDS * 1000
    const member = { name, leaseMs, facts: memberFacts(version) }
    const settings = { onWarning, snapshotAtLeastBytes: hooks?.compactAtLeastBytes }
    const queue = await openPatiently(async () =>
      createQueue({ store: await postgresStore(config.QUEUE, settings), member, ...options }),
    )
    log.info({ member: name, members: queue.members().length }, 'the queue is shared')
    return new HeldQueue(queue, letGo)
  } catch (error) {
    throw toStartError(error, config)
  }
}

/** Opens it anew when its database goes away while it is read, for half of it is worth nothing. One that refuses is not asked again. */
const openPatiently = async (create: () => Promise<JobQueue>): Promise<JobQueue> => {
  for (const by = performance.now() + openWithinMs; ; await delay(pauseMs)) {
    const queue = await create()
    try {
      await queue.open()
      return queue
    } catch (error) {
      const isHalfRead = error instanceof StoreUnavailableError && error.isHalfRead
      if (!isHalfRead || performance.now() > by) throw error
    }
  }
}

interface PostgresSettings {
  readonly onWarning: (message: string) => void
  readonly snapshotAtLeastBytes: number | undefined
}

/** The address without what is ours in it. */
const postgresStore = async (
  address: string,
  { onWarning, snapshotAtLeastBytes }: PostgresSettings,
): Promise<QueueStore> => {
  const { createPostgresStore } = await import('@darkroom/job-queue-postgres')
  const url = new URL(address)
  const schema = url.searchParams.get('schema')
  url.searchParams.delete('schema')
  return createPostgresStore({
    url: url.href,
    onWarning,
    ...(schema === null ? {} : { schema }),
    ...(snapshotAtLeastBytes === undefined ? {} : { snapshotAtLeastBytes }),
  })
}

const toStartError = (error: unknown, { STATE_PATH }: Pick<Config, 'STATE_PATH'>): unknown => {
  if (error instanceof QueueLockedError) {
    return new StartError(
      `Darkroom seems to run already: STATE_PATH=${STATE_PATH} is in use; stop it, or give a second one a STATE_PATH of its own.`,
      { cause: error },
    )
  }
  if (!(error instanceof QueueError)) return error
  return new StartError(`${error.message}${hintOf(error)}.`, { cause: error })
}

const hintOf = (error: QueueError): string => {
  if (error instanceof CorruptJournalError)
    return '; run darkroom-queue-repair to keep what is whole'
  return error instanceof StoreUnavailableError
    ? '; look whether QUEUE is right, and the database runs'
    : ''
}
