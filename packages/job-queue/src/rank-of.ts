import type { JobChange } from './change.ts'
import type { Job } from './job.ts'
import type { Place, Rank } from './runnable-jobs.ts'

/** What decides where a job stands among those that wait. */
export const rankOf = ({ record, turn, order, place = { order } }: Job): Rank => ({
  id: record.id,
  groupId: record.groupId,
  priority: record.priority,
  turn,
  accepted: order,
  ...place,
})

/** The job's place after the change; a new priority gives it a new turn, and so the place of that. */
export const placeAfter = (change: JobChange, { place }: Job, seq: number): Place | undefined => {
  if (change.type === 'priority-changed') return undefined
  return change.type === 'moved' ? (change.before ?? { order: seq }) : place
}
