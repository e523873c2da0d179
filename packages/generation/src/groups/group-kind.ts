import type { Json } from '@darkroom/foundation'
import type { PlannedMember } from './group-members.ts'
import type { AgainChange, GroupKind, GroupRequests } from './group-request.ts'
import type { CompleteBatch, CompleteSequence, GroupProgress, GroupViews } from './group-view.ts'

interface CompleteGroups {
  readonly batch: CompleteBatch
  readonly sequence: CompleteSequence
}

export type CompleteGroup<K extends GroupKind> = CompleteGroups[K]

/** All in which one kind of group differs from the others. */
export interface KindOfGroup<K extends GroupKind> {
  /** Fills in what was left out and chooses the base seed. @throws InvalidRequestError */
  complete(request: GroupRequests[K]): CompleteGroup<K>
  /** Its jobs, in order. */
  members(id: string, group: CompleteGroup<K>): readonly PlannedMember[]
  /** The group as it is kept, once its members were checked: with the server's spelling where that is one for all. */
  settled(group: CompleteGroup<K>, checked: readonly PlannedMember[]): CompleteGroup<K>
  /** The same with other seeds. */
  again(group: CompleteGroup<K>, change: AgainChange): GroupRequests[K]
  /** Undefined when the queue holds something else. */
  read(payload: Json): CompleteGroup<K> | undefined
  toView(progress: GroupProgress, request: CompleteGroup<K>): GroupViews[K]
  /** Where it is described, below the gallery's root, and how. */
  fileOf(id: string): string
  describe(group: GroupViews[K], state: object): object
}
