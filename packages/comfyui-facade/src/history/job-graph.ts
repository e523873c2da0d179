import { DoorError, type Job, type Jobs } from '@darkroom/door-ports'
import { parseExactJson } from '@darkroom/foundation'
import { noteOf, promptIdOf } from '../ids/facade-note.ts'
import { asGraph, leavesOf, type PromptGraph } from '../prompt/prompt-graph.ts'

/** The graph of a job; empty once it is forgotten, and where no server is there to plan it for. */
export const graphOf = async (jobs: Pick<Jobs, 'graph'>, id: string): Promise<PromptGraph> =>
  read(await textOf(jobs, id))

async function textOf(jobs: Pick<Jobs, 'graph'>, id: string): Promise<string | undefined> {
  try {
    return await jobs.graph(id)
  } catch (error) {
    if (error instanceof DoorError) return undefined
    throw error
  }
}

const read = (text: string | undefined): PromptGraph =>
  (text === undefined ? undefined : asGraph(parseExactJson(text))) ?? {}

/** What the client sent beside its graph, as ComfyUI tells it. */
export function extraDataOf(job: Job): Readonly<Record<string, unknown>> {
  const note = noteOf(job)
  return {
    ...note?.extraData,
    ...(note?.clientId !== undefined && { client_id: note.clientId }),
    create_time: job.createdAt,
  }
}

/** Characters of the graphs in one answer: a thousand may be half a gigabyte. */
const mostListed = 8 * 2 ** 20

/**
 * The graphs of many jobs, the first that are asked for before others: when they become too much, the rest is left empty. So are those of
 * jobs that came as words, which would have to be planned anew.
 */
export function listedGraphs(jobs: Pick<Jobs, 'graph'>): (job: Job) => Promise<PromptGraph> {
  let left = mostListed
  return async ({ id, workflow }) => {
    const text = workflow === 'graph' ? await textOf(jobs, id) : undefined
    left -= text?.length ?? 0
    return left < 0 ? {} : read(text)
  }
}

/** `[number, prompt_id, prompt, extra_data, outputs_to_execute]`. */
export function promptTuple(
  job: Job,
  { graph, number }: { readonly graph: PromptGraph; readonly number: number },
): readonly unknown[] {
  return [number, promptIdOf(job), graph, extraDataOf(job), leavesOf(graph)]
}
