import { type NodeValue, typeOf } from '../nodes/values.ts'
import { PyError } from '../python/convert.ts'
import type { Encodable } from '../python/value.ts'

/** Ends the worker silently, as an exception outside of any node does. */
export class WorkerDeathError extends Error {
  override readonly name = 'WorkerDeathError'
}

const memoryMessage =
  'CUDA out of memory. Tried to allocate 2.25 GiB. GPU 0 has a total capacity of 23.99 GiB of which 1.04 GiB is free. Including non-PyTorch memory, this process has 22.01 GiB memory in use.'

const memoryTips =
  'This error means you ran out of memory on your GPU.\n\nTIPS: If the workflow worked before you might have accidentally set the batch_size to a large number.'

const memoryType = 'torch.OutOfMemoryError'

export const outOfMemory = (): PyError => new PyError(memoryType, memoryMessage)

const toPyError = (error: unknown): PyError => {
  if (error instanceof PyError) return error
  return new PyError('RuntimeError', error instanceof Error ? error.message : String(error))
}

/** The fields of `execution_error` that come from the exception. */
export const describeFailure = (
  error: unknown,
): { exception_message: string; exception_type: string; traceback: Encodable } => {
  const { type, message } = toPyError(error)
  const tips = type === memoryType ? memoryTips : ''
  return {
    exception_message: `${message}\n${tips}`,
    exception_type: type,
    traceback: [
      '  File "/opt/ComfyUI/execution.py", line 518, in execute\n    output_data, output_ui, has_subgraph, has_pending_tasks = await get_output_data(prompt_id, unique_id, obj, input_data_all, execution_block_cb=execution_block_cb, pre_execute_cb=pre_execute_cb, v3_data=v3_data)\n',
      '  File "/opt/ComfyUI/execution.py", line 329, in get_output_data\n    return_values = await _async_map_node_over_list(prompt_id, unique_id, obj, input_data_all, obj.FUNCTION, allow_interrupt=True, execution_block_cb=execution_block_cb, pre_execute_cb=pre_execute_cb, v3_data=v3_data)\n',
      '  File "/opt/ComfyUI/execution.py", line 291, in process_inputs\n    result = f(**inputs)\n',
    ],
  }
}

/** The node at which a job stopped. */
export type FailurePlace = {
  readonly prompt_id: string
  readonly node_id: string
  readonly node_type: string
  readonly executed: readonly string[]
}

/** The `execution_error` of an `ExecutionBlocker`: the job goes on, without a timestamp or an entry in the history. */
export const describeBlock = (
  place: FailurePlace,
  message: string,
): { readonly [key: string]: Encodable } => ({
  ...place,
  exception_message: `Execution Blocked: ${message}`,
  exception_type: 'ExecutionBlocked',
  traceback: [],
  current_inputs: [],
  current_outputs: [],
})

/** The inputs of the failed node; values that are not scalars are shown as Python prints them. */
export const describeInputs = (
  inputs: ReadonlyMap<string, NodeValue>,
): { readonly [name: string]: Encodable } =>
  Object.fromEntries(
    Array.from(inputs, ([name, value]) => {
      const shown = value.kind === 'LITERAL' ? value.value : `<${typeOf(value)} object>`
      return [name, [shown]] as const
    }),
  )
