import type { GraphObstacle, NotRunnableError } from '@darkroom/generation'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import { notRunnable } from '../generate/not-runnable.ts'
import type { ProblemError } from '../http/problem.ts'
import { problemFrom } from '../http/problem-table.ts'

type Place = Pick<GraphObstacle, 'nodeId' | 'input'>

/** The name under which a value of a graph is set: that of its input, or its place. */
export const keyOfPlace = (
  known: readonly WorkflowInput[],
  { nodeId, input = '' }: Place,
): string =>
  known.find(({ targets }) =>
    targets.some(
      ({ path, name, channel, lora }) =>
        path === nodeId && name === input && channel === undefined && lora === undefined,
    ),
  )?.key ?? `${nodeId}.${input}`

/** What can be given otherwise. */
const isValue = ({ code }: GraphObstacle): boolean =>
  code === 'file_missing' || code === 'value_not_in_list'

/** The problem of a workflow that no server can run: what can be given otherwise is told by the name of its input. */
export function notRunnableRun(
  error: NotRunnableError,
  known: readonly WorkflowInput[],
): ProblemError {
  const facts = notRunnable(error)
  const [first] = error.obstacles
  return problemFrom(error, {
    ...facts,
    detail: facts.detail?.replace('can run this graph', 'can run this workflow'),
    hint: first && hintFor(first, keyOfPlace(known, first)),
    errors: facts.errors?.map(({ path, message, nearest }, index) => {
      const obstacle = error.obstacles[index]
      const isInput = obstacle !== undefined && isValue(obstacle)
      return { path: isInput ? `inputs.${keyOfPlace(known, obstacle)}` : path, message, nearest }
    }),
  })
}

function hintFor({ code, nearest: [best] }: GraphObstacle, key: string): string {
  switch (code) {
    case 'file_missing':
      return `Give another with {"inputs": {${JSON.stringify(key)}: {"upload": id}}}; or put the file into that folder of ComfyUI, under the same name.`
    case 'value_not_in_list':
      return `Put the file on a server; or give another with {"inputs": {${JSON.stringify(key)}: ${JSON.stringify(best ?? '…')}}}.`
    case 'missing_node_type':
      return 'Install the node in ComfyUI and start it anew.'
    case 'paid_node':
      return 'Run this workflow in ComfyUI itself, where you are logged in.'
    default:
      return 'Open the workflow in ComfyUI to see what is wrong with it.'
  }
}
