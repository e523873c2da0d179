import type { Json } from '@darkroom/foundation'
import type { JobView } from '../job/job-view.ts'
import type { PlannedMember } from './group-members.ts'
import type { AgainChange, GroupKind, GroupRequests } from './group-request.ts'
import type { CompleteBatch, CompleteSequence, GroupProgress, GroupViews } from './group-view.ts'

interface CompleteGroups {
  readonly batch: CompleteBatch
  readonly sequence: CompleteSequence
}

export type CompleteGroup<K extends GroupKind> = CompleteGroups[K]

/** Everything in which one kind of group differs from the others. */
export interface KindOfGroup<K extends GroupKind> {
  /** Fills in the defaults and chooses the base seed. @throws InvalidRequestError */
  complete(request: GroupRequests[K]): CompleteGroup<K>
  /** The jobs of the group, in order. `before`: those of the same group as it was accepted once. */
  members(
    id: string,
    group: CompleteGroup<K>,
    before: readonly PlannedMember[] | undefined,
  ): readonly PlannedMember[]
  /** Id of the job of that place; undefined for a new one. */
  jobIdOf(group: CompleteGroup<K>, index: number): string | undefined
  /** The same members once they were checked, numbered by the pictures that they make. */
  numbered(members: readonly PlannedMember[]): readonly PlannedMember[]
  /** What is said of a member that is refused. */
  explain(error: unknown, index: number, group: CompleteGroup<K>): unknown
  /** The group as it is stored, once its members were checked: in the server's spelling where all members share one. */
  settled(group: CompleteGroup<K>, checked: readonly PlannedMember[]): CompleteGroup<K>
  /** The request for the same group with other seeds. */
  again(group: CompleteGroup<K>, change: AgainChange): GroupRequests[K]
  /** Reads the group from a queue payload; undefined when it is something else. */
  read(payload: Json): CompleteGroup<K> | undefined
  toView(progress: GroupProgress, request: CompleteGroup<K>): GroupViews[K]
  /** Path of the file that describes the group, below the gallery's root. */
  fileOf(id: string): string
  /** `jobs`: all of the group, in order. */
  describe(group: GroupViews[K], state: object, jobs: readonly JobView[]): object
}
