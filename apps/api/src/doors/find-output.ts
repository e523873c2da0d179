import type { Generation, JobView } from '@darkroom/generation'

/** Where a job's output lies among those of all jobs. */
export interface FoundOutput {
  readonly job: string
  readonly index: number
}

/** Pages of the newest jobs, of the most that a page has, in which it is looked for. */
const mostPages = 10

const group = /^(?:batches|sequences)\/([0-9a-f-]{36})\//
const day = /^\d{8}\/\d{6}_([0-9a-f]{8})/

/**
 * The output that lies at a path. Its name tells its batch or sequence, or the beginning of the job's id: so few jobs are looked
 * at more closely.
 */
export function findOutput(
  path: string,
  generation: Pick<Generation, 'list'>,
): FoundOutput | undefined {
  const groupId = group.exec(path)?.[1]
  const mark = day.exec(path)?.[1]
  if (groupId === undefined && mark === undefined) return undefined
  for (const jobs of pages(groupId, generation)) {
    for (const { requestId, outputs } of jobs) {
      if (mark !== undefined && !requestId.startsWith(mark)) continue
      const index = outputs.findIndex((output) => output.path === path)
      if (index >= 0) return { job: requestId, index }
    }
  }
  return undefined
}

/** Jobs that ended well, newest first. */
function* pages(
  groupId: string | undefined,
  generation: Pick<Generation, 'list'>,
): Generator<readonly JobView[]> {
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const { items, cursor: next } = generation.list(
      { status: ['completed'], ...(groupId !== undefined && { groupId }) },
      { limit: 1_000, ...(cursor !== undefined && { cursor }) },
    )
    yield items
    if (next === undefined) return
    cursor = next
  }
}
