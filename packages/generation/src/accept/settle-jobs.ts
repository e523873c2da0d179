import { createBreaks } from '@darkroom/foundation'
import type { Inputs } from '@darkroom/workflow-builder'
import type { JobRequest } from '../job/job-request.ts'
import type { WorkflowRegistry } from '../workflows/workflow-registry.ts'
import type { AcceptedBefore, JobSettler, OpenedJob } from './job-settler.ts'
import type { ServerLists } from './server-lists.ts'

/** What is said of a job that is refused, by its place among the others. */
export type ExplainRefusal = (error: unknown, index: number) => unknown

/** A job as it will be run. */
interface SettledInputs {
  readonly workflow: string
  readonly inputs: Inputs
}

export interface SettlingParts {
  readonly settler: JobSettler
  readonly workflows: WorkflowRegistry
}

/** Opens the jobs one after the other, and lets others have a turn in between. */
export async function openJobs<T extends JobRequest>(
  jobs: readonly T[],
  { settler }: SettlingParts,
  { explain, ...before }: AcceptedBefore & { readonly explain: ExplainRefusal },
): Promise<readonly (OpenedJob & { readonly job: T })[]> {
  const breaks = createBreaks()
  const opened: (OpenedJob & { readonly job: T })[] = []
  for (const [index, job] of jobs.entries()) {
    await breaks()
    opened.push({ job, run: explained(() => settler.open(job, before), explain, index) })
  }
  return opened
}

/** Settles opened jobs likewise. Of those that need the same of a server, a server is looked for the first alone. */
export async function settleJobs(
  opened: readonly OpenedJob[],
  { settler, workflows, lists }: SettlingParts & { readonly lists: ServerLists },
  { explain, wasAccepted = false }: AcceptedBefore & { readonly explain: ExplainRefusal },
): Promise<readonly SettledInputs[]> {
  const breaks = createBreaks()
  const known = new Map<string, SettledInputs>()
  const settled: SettledInputs[] = []
  for (const [index, one] of opened.entries()) {
    await breaks()
    const alike = workflows.alike(one.job)
    const first = alike === undefined ? undefined : known.get(alike)
    if (first !== undefined) {
      const inputs = { ...first.inputs, ...ownWords(one.job) }
      const job = { workflow: first.workflow, inputs }
      // The rules of the workflow that was found for it hold for its own words as well.
      settled.push(wasAccepted ? job : explained(() => settler.check(job), explain, index))
      continue
    }
    const own = await settler.settle(one, lists).catch((error: unknown) => {
      throw explain(error, index)
    })
    const found = { workflow: own.workflow, inputs: own.run.inputs }
    if (alike !== undefined) known.set(alike, found)
    settled.push(found)
  }
  return settled
}

/** The words in which jobs may differ that need the same of a server. */
const ownWords = ({ inputs }: JobRequest): Inputs =>
  Object.fromEntries(
    ['prompt', 'negative_prompt', 'seed'].flatMap((word) =>
      Object.hasOwn(inputs, word) ? [[word, inputs[word]]] : [],
    ),
  )

function explained<T>(work: () => T, explain: ExplainRefusal, index: number): T {
  try {
    return work()
  } catch (error) {
    throw explain(error, index)
  }
}
