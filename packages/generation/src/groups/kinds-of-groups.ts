import { createBreaks } from '@darkroom/foundation'
import type { JobView } from '../job/job-view.ts'
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

/** So many jobs are looked at in one go: there can be ten thousand. */
const page = 100

/** Text of that file, which follows what the group's jobs do. */
export async function groupFileText(group: AnyGroup): Promise<string> {
  const breaks = createBreaks()
  const jobs: JobView[] = []
  for (let from = 0; from < group.jobCount; from += page) {
    jobs.push(...group.jobs({ from, most: page }))
    await breaks()
  }
  const state = describeState(group)
  const described =
    group.kind === 'batch'
      ? batch.describe(group, state, jobs)
      : sequence.describe(group, state, jobs)
  return `${JSON.stringify(described, undefined, 2)}\n`
}
