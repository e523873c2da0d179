import { type QueueEvent, whileClaimed } from '@darkroom/job-queue'
import { readAttempt } from './job/attempt-record.ts'
import { imagesOf, readResult } from './job/job-result.ts'
import { tellProgress } from './progress/tell-progress.ts'
import { serverClaim } from './servers/server-claim.ts'
import type { ServerState } from './servers/server-state.ts'
import type { ServiceParts } from './service-parts.ts'

type SharingParts = Pick<
  ServiceParts,
  'queue' | 'notifier' | 'pool' | 'groupFiles' | 'dispatcher' | 'board' | 'clock'
>

/** The key of the setting that a server is drained. */
const drained = 'drained '

/**
 * What processes that work on one queue owe to one another: each server is driven by one of them, the files of groups are
 * written by one, and whatever one does is known to all. Where there is only one process, it does everything.
 */
export class Sharing {
  readonly #parts: SharingParts

  constructor(parts: SharingParts) {
    this.#parts = parts
  }

  get #isShared(): boolean {
    return this.#parts.queue.members().length > 0
  }

  /** To be called before servers are asked. Resolves when everything that it began has ended, which it does with the signal. */
  begin(signal: AbortSignal): void {
    const { queue, pool, groupFiles } = this.#parts
    const isShared = this.#isShared
    for (const link of pool.links) {
      this.#followDraining(link.name)
      link.driving.isOurs = !isShared
    }
    groupFiles.isOurs = !isShared
    if (!isShared) return
    for (const leave of [
      queue.onFollowed((events) => this.#follow(events)),
      tellProgress(this.#parts),
    ]) {
      signal.addEventListener('abort', leave, { once: true })
    }
  }

  /** The files of groups are looked through, and written from then on, by the one process that may. */
  async keepGroupFiles(
    signal: AbortSignal,
    lookThrough: (signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const { queue, groupFiles } = this.#parts
    if (!this.#isShared) return lookThrough(signal)
    await whileClaimed(queue, { name: 'files of groups', signal }, async (turn) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const lose = (): void => {
        groupFiles.isOurs = signal.aborted
        resolve()
      }
      groupFiles.isOurs = true
      turn.addEventListener('abort', lose, { once: true })
      if (turn.aborted) lose()
      await lookThrough(turn)
      await promise
    })
  }

  /** Drains the server, for every process and over restarts, or ends that. */
  async drain(name: string, isDraining: boolean): Promise<void> {
    const { queue, pool } = this.#parts
    const link = pool.link(name)
    await queue.setSetting(`${drained}${name}`, isDraining ? true : undefined)
    link.setDraining(isDraining)
  }

  /** An event that any process may have caused. */
  heard(event: QueueEvent): void {
    const { dispatcher } = this.#parts
    if (event.type === 'cancel-requested' && event.jobId !== undefined) {
      dispatcher.requestCancel(event.jobId)
    }
    if (event.type === 'setting-changed' && event.key.startsWith(drained)) {
      this.#followDraining(event.key.slice(drained.length))
    }
  }

  /** The servers as they are, also those that another process drives. */
  states(): readonly ServerState[] {
    const { queue, pool } = this.#parts
    const members = queue.members()
    if (members.length === 0) return pool.states
    const running = new Map(
      queue.list({ states: ['leased'] }).items.flatMap(({ id, checkpoint }) => {
        const attempt = readAttempt(checkpoint)
        return attempt?.open === true ? [[attempt.server, id] as const] : []
      }),
    )
    return pool.states.map((state) => {
      const driver = members.find(({ claims }) => claims.includes(serverClaim(state.name)))
      const requestId = state.requestId ?? running.get(state.name)
      return {
        ...state,
        requestId,
        status: state.status === 'ready' && requestId !== undefined ? 'busy' : state.status,
        drivenBy: driver?.name,
      }
    })
  }

  #follow(events: readonly QueueEvent[]): void {
    for (const { type, jobId, job } of events) {
      if (jobId !== undefined && job?.state !== 'leased') this.#parts.board.end(jobId)
      const result = type === 'succeeded' ? readResult(job?.result) : undefined
      if (job === undefined || result === undefined) continue
      this.#parts.notifier.committed(
        job.id,
        imagesOf(result.outputs).map(({ path }) => path),
      )
    }
  }

  #followDraining(name: string): void {
    const { queue, pool } = this.#parts
    const link = pool.links.find((one) => one.name === name)
    link?.setDraining(queue.setting(`${drained}${name}`) === true)
  }
}
