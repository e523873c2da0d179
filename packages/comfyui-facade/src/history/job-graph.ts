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

/** The graph of one among many jobs. Of those that came as words and not as a graph it has to be planned anew, and is left empty. */
export const listedGraph = (job: Job, jobs: Pick<Jobs, 'graph'>): Promise<PromptGraph> =>
  job.workflow === 'graph' ? graphOf(jobs, job.id) : Promise.resolve({})

/** `[number, prompt_id, prompt, extra_data, outputs_to_execute]`. */
export function promptTuple(
  job: Job,
  { graph, number }: { readonly graph: PromptGraph; readonly number: number },
): readonly unknown[] {
  return [number, promptIdOf(job), graph, extraDataOf(job), leavesOf(graph)]
}
