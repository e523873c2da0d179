import type { Job, Jobs } from '@darkroom/door-ports'
import { parseExactJson } from '@darkroom/foundation'
import { noteOf, promptIdOf } from '../ids/facade-note.ts'
import { asGraph, leavesOf, type PromptGraph } from '../prompt/prompt-graph.ts'

/** The graph of a job; empty once it is forgotten. */
export async function graphOf(jobs: Pick<Jobs, 'graph'>, id: string): Promise<PromptGraph> {
  const text = await jobs.graph(id)
  return (text === undefined ? undefined : asGraph(parseExactJson(text))) ?? {}
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

/** `[number, prompt_id, prompt, extra_data, outputs_to_execute]`. */
export async function promptTuple(
  job: Job,
  { jobs, number }: { readonly jobs: Pick<Jobs, 'graph'>; readonly number: number },
): Promise<readonly unknown[]> {
  const graph = await graphOf(jobs, job.id)
  return [number, promptIdOf(job), graph, extraDataOf(job), leavesOf(graph)]
}
