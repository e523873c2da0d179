import type { JobQueue, JobRecord } from '@darkroom/job-queue'
import { readMembers } from '../groups/group-members.ts'
import { type JobPayload, readStored } from './job-payload.ts'

/** Reads what a job is to do; undefined for one that is something else, of another version or forgotten. */
export type ReadJob = (
  record: Pick<JobRecord, 'payload' | 'groupId' | 'groupIndex'> | undefined,
) => JobPayload | undefined

/** A job of a group has most of it there. */
export function createReadJob(queue: Pick<JobQueue, 'getGroup'>): ReadJob {
  const known = new WeakMap<object, JobPayload>()
  return (record) => {
    const stored = record && readStored(record.payload)
    if (record === undefined || stored === undefined || stored.kind === 'whole') return stored?.job
    const found = known.get(stored)
    if (found !== undefined) return found
    const group = record.groupId === undefined ? undefined : queue.getGroup(record.groupId)
    const member = readMembers(group?.payload ?? null).at(record.groupIndex ?? -1)
    if (member === undefined) return undefined
    const job = { ...member, ...stored.own }
    known.set(stored, job)
    return job
  }
}
