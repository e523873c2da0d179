import { batch } from './batch.ts'
import { describeState } from './group-file.ts'
import type { KindOfGroup } from './group-kind.ts'
import type { GroupKind } from './group-request.ts'
import type { GroupViews } from './group-view.ts'
import { sequence } from './sequence.ts'

export const kindsOfGroups: { readonly [K in GroupKind]: KindOfGroup<K> } = { batch, sequence }

/** Any group. */
export type AnyGroup = GroupViews[GroupKind]

/** The file that describes a group beside its pictures, as a path below the root. */
export const groupFileOf = ({ kind, id }: Pick<AnyGroup, 'kind' | 'id'>): string =>
  kindsOfGroups[kind].fileOf(id)

/** Text of that file; rewritten whenever one of the group's jobs begins or ends. */
export function groupFileText(group: AnyGroup): string {
  const state = describeState(group)
  const described =
    group.kind === 'batch' ? batch.describe(group, state) : sequence.describe(group, state)
  return `${JSON.stringify(described, undefined, 2)}\n`
}
