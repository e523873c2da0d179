import type { JobQueue } from '@darkroom/job-queue'
import { retryKind } from '../job/job-payload.ts'
import { readRetry } from './group-members.ts'

/** An index of the queue's retries, by the group that they retry. */
export class Retries {
  readonly #queue: JobQueue
  readonly #of = new Map<string, string[]>()

  constructor(queue: JobQueue) {
    this.#queue = queue
  }

  /** Ids of the group's retries, oldest first. */
  of(groupId: string): readonly string[] {
    return this.#of.get(groupId) ?? []
  }

  add(groupId: string, retryId: string): void {
    const known = this.#of.get(groupId) ?? []
    if (!known.includes(retryId)) this.#of.set(groupId, [...known, retryId])
  }

  recover(): void {
    const retries: { of: string; id: string }[] = []
    let cursor: string | undefined
    do {
      const page = this.#queue.listGroups(
        { kind: retryKind },
        { limit: 500, ...(cursor === undefined ? {} : { cursor }) },
      )
      for (const { id, payload } of page.items) {
        const of = readRetry(payload)
        if (of !== undefined) retries.push({ of, id })
      }
      cursor = page.cursor
    } while (cursor !== undefined)
    for (const { of, id } of retries.reverse()) this.add(of, id)
  }
}
