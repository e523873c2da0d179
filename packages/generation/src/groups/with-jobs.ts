import { isRecord } from '@darkroom/foundation'
import { type GivenFile, pictureOfJob } from '../job/given-file.ts'
import type { PlannedMember } from './group-members.ts'

/** Ids of jobs, and of those that stand in their place. */
export type Successors = ReadonlyMap<string, string>

/** Whether the member is given the picture of another job. */
export const takesPicture = ({ files = [] }: Pick<PlannedMember, 'files'>): boolean =>
  files.some((file) => 'job' in file)

/** The member with the pictures of other jobs in place of those that it was given. */
export function withJobs<T extends Pick<PlannedMember, 'inputs' | 'files' | 'made'>>(
  member: T,
  successors: Successors,
): T {
  if (!takesPicture(member)) return member
  const texts = new Map<string, string>()
  const files = member.files?.map((file) => successorOf(file, successors))
  for (const [index, file] of files?.entries() ?? []) {
    const former = member.files?.[index]
    if (former === undefined || !('job' in former) || !('job' in file)) continue
    texts.set(former.name, file.name)
    texts.set(former.job, file.job)
    // At a place of a graph a name is written as JSON.
    texts.set(JSON.stringify(former.name), JSON.stringify(file.name))
  }
  const { graph, ...inputs } = member.inputs
  return {
    ...member,
    // The graph is that of all members: what each has of its own is beside it.
    inputs: { ...(graph !== undefined && { graph }), ...renamedIn(inputs, texts) },
    files,
    ...(member.made && { made: { ...member.made, inputs: renamedIn(member.made.inputs, texts) } }),
  }
}

function successorOf(file: GivenFile, successors: Successors): GivenFile {
  const successor = 'job' in file ? successors.get(file.job) : undefined
  return successor === undefined || !('job' in file) ? file : pictureOfJob(successor, file.index)
}

type Values = Readonly<Record<string, unknown>>

const renamedIn = (values: Values, texts: Successors): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, renamed(value, texts)]))

function renamed(value: unknown, texts: Successors): unknown {
  if (Array.isArray(value)) return value.map((one) => renamed(one, texts))
  if (isRecord(value)) return renamedIn(value, texts)
  return typeof value === 'string' ? (texts.get(value) ?? value) : value
}
