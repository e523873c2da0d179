import { DoorError, type Job, type Jobs } from '@darkroom/door-ports'
import { parseExactJson } from '@darkroom/foundation'
import { noteOf, promptIdOf } from '../ids/facade-note.ts'
import { asGraph, leavesOf, type PromptGraph } from '../prompt/prompt-graph.ts'

/** The graph of a job; empty once it is forgotten, and where no server is there to plan it for. */
export async function graphOf(jobs: Pick<Jobs, 'graph'>, id: string): Promise<PromptGraph> {
  try {
    const text = await jobs.graph(id)
    return (text === undefined ? undefined : asGraph(parseExactJson(text))) ?? {}
  } catch (error) {
    if (error instanceof DoorError) return {}
    throw error
  }
}

/** What the client sent beside its graph, as ComfyUI tells it. */
export function extraDataOf(job: Job): Readonly<Record<string, unknown>> {
  const note = noteOf(job)
  return {
    ...note?.extraData,
    ...(note?.clientId !== undefined && { client_id: note.clientId }),
    create_time: job.createdAt,
  }
}

/**
 * `[number, prompt_id, prompt, extra_data, outputs_to_execute]`. Of jobs that came as words and not as a graph the graph has to
 * be planned anew: in lists it is left empty.
 */
export async function promptTuple(
  job: Job,
  { jobs, number }: { readonly jobs: Pick<Jobs, 'graph'>; readonly number: number },
): Promise<readonly unknown[]> {
  const graph = job.workflow === 'graph' ? await graphOf(jobs, job.id) : {}
  return [number, promptIdOf(job), graph, extraDataOf(job), leavesOf(graph)]
}
