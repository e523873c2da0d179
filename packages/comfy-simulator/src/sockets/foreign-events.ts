import { randomUUID } from 'node:crypto'
import { stringifyJson } from '../python/stringify.ts'

/** Events of a job that this server never had, as a client may see of other clients. */
export const foreignEvents = (): readonly string[] => {
  const prompt_id = randomUUID()
  return [
    stringifyJson({ type: 'executing', data: { node: '5', display_node: '5', prompt_id } }),
    stringifyJson({ type: 'progress', data: { value: 1, max: 99, prompt_id, node: '5' } }),
    stringifyJson({
      type: 'execution_error',
      data: {
        prompt_id,
        node_id: '5',
        node_type: 'KSampler',
        executed: [],
        exception_message: 'not yours\n',
        exception_type: 'ValueError',
        traceback: [],
        current_inputs: {},
        current_outputs: [],
        timestamp: Date.now(),
      },
    }),
    stringifyJson({ type: 'executing', data: { node: null, prompt_id } }),
  ]
}
