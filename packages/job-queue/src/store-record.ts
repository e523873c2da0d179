import type { Json } from '@darkroom/foundation'
import type { Change, Entry } from './change.ts'
import type { Group } from './group.ts'
import type { KeyEntry } from './idempotency-keys.ts'
import type { Job } from './job.ts'
import type { StoredMessage } from './outbox/outbox-state.ts'
import type { PresenceChange } from './presence.ts'
import type { QueueEvent } from './queue-event.ts'
import type { TurnsOfPriority } from './turns.ts'

/** The format of snapshots and entries. A newer version is refused. */
export const formatVersion = 1

export interface SnapshotHeader {
  readonly type: 'header'
  readonly v: number
  readonly storeEpoch: string
  readonly at: number
  /** The number of the first change after the snapshot. */
  readonly seq: number
  readonly paused: boolean
  /** Absent in snapshots older than turns. */
  readonly turns?: readonly TurnsOfPriority[]
  /** Who works on the queue; absent where only one process does. */
  readonly presence?: readonly PresenceChange[]
}

/** A stored job; without a turn in snapshots older than turns. */
export type StoredJob = Omit<Job, 'turn'> & { readonly turn?: number }

/** A setting and its value. */
export type StoredSetting = readonly [key: string, value: Json]

/** A line of a snapshot: the header first, `snapshot-end` last. Plain JSON. */
export type SnapshotLine =
  | SnapshotHeader
  | { readonly type: 'groups'; readonly groups: readonly Group[] }
  | { readonly type: 'jobs'; readonly jobs: readonly StoredJob[] }
  | { readonly type: 'keys'; readonly keys: readonly KeyEntry[] }
  | { readonly type: 'settings'; readonly settings: readonly StoredSetting[] }
  | { readonly type: 'messages'; readonly messages: readonly StoredMessage[] }
  | { readonly type: 'events'; readonly events: readonly QueueEvent[] }
  | { readonly type: 'snapshot-end' }

const changeTypes: Readonly<Record<Change['type'], true>> = {
  accepted: true,
  'group-accepted': true,
  leased: true,
  checkpointed: true,
  released: true,
  'cancel-requested': true,
  'priority-changed': true,
  moved: true,
  succeeded: true,
  failed: true,
  dead: true,
  cancelled: true,
  skipped: true,
  'group-cancel-requested': true,
  'group-paused': true,
  'group-resumed': true,
  removed: true,
  paused: true,
  resumed: true,
  'setting-changed': true,
  'message-added': true,
  'message-tried': true,
  'message-delivered': true,
  'message-dead': true,
  'message-replayed': true,
}

const snapshotTypes: Readonly<Record<SnapshotLine['type'], true>> = {
  header: true,
  groups: true,
  jobs: true,
  keys: true,
  settings: true,
  messages: true,
  events: true,
  'snapshot-end': true,
}

const hasType = (value: unknown): value is { readonly type: string } =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'

const isChange = (value: unknown): boolean =>
  hasType(value) && Object.hasOwn(changeTypes, value.type)

/* These checks only tell kinds and versions apart, for a store returns what this package wrote. */
export const isSnapshotLine = (value: unknown): value is SnapshotLine =>
  hasType(value) &&
  Object.hasOwn(snapshotTypes, value.type) &&
  (value.type !== 'header' || ('v' in value && Number.isInteger(value.v)))

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  'seq' in value &&
  Number.isInteger(value.seq) &&
  'changes' in value &&
  Array.isArray(value.changes) &&
  value.changes.every(isChange)
