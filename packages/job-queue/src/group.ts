import type { GroupChange } from './change.ts'
import type { GroupRecord } from './job-record.ts'

export interface Group {
  readonly record: GroupRecord
  readonly chain: boolean
  readonly order: number
}

export const acceptGroup = (change: GroupChange, order: number, at: number): Group => ({
  record: {
    id: change.id,
    kind: change.kind,
    payload: change.payload,
    jobIds: change.jobIds,
    cancelRequested: false,
    paused: false,
    createdAt: at,
  },
  chain: change.chain,
  order,
})

export const pauseGroup = (group: Group, paused: boolean): Group => ({
  ...group,
  record: { ...group.record, paused },
})

export const cancelGroup = (group: Group): Group => ({
  ...group,
  record: { ...group.record, cancelRequested: true },
})
