import type { CompleteGroup, KindOfGroup } from './group-kind.ts'
import type { PlannedMember } from './group-members.ts'
import type { GroupKind } from './group-request.ts'
import { withJobs } from './with-jobs.ts'

/** A group as it was accepted once, with the ids of its jobs. */
export interface FormerGroup {
  readonly members: readonly PlannedMember[]
  readonly jobIds: readonly string[]
}

/** The jobs that a group shall have, with the ids that are theirs already. Those of a group made again take each other's pictures. */
export function planMembers<K extends GroupKind>(
  rules: KindOfGroup<K>,
  { id, group }: { readonly id: string; readonly group: CompleteGroup<K> },
  before: FormerGroup | undefined,
): {
  readonly planned: readonly PlannedMember[]
  readonly jobIds: readonly (string | undefined)[]
} {
  const planned = rules.members(id, group, before?.members)
  if (before === undefined) {
    return { planned, jobIds: planned.map((_, index) => rules.jobIdOf(group, index)) }
  }
  const jobIds = planned.map(() => crypto.randomUUID())
  const byNumber = new Map(planned.map(({ part }, index) => [part.number, jobIds[index]]))
  const successors = new Map(
    before.members.flatMap(({ part }, index) => {
      const successor = byNumber.get(part.number)
      const former = before.jobIds[index]
      return former === undefined || successor === undefined ? [] : [[former, successor] as const]
    }),
  )
  return { planned: planned.map((member) => withJobs(member, successors)), jobIds }
}
