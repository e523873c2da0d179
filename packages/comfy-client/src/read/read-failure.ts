import { z } from 'zod'
import type { ExecutionFailure } from '../execution-failure.ts'
import { idText, lenientText, lenientTexts } from './lenient.ts'

const schema = z.object({
  prompt_id: lenientText,
  node_id: idText.catch(''),
  node_type: lenientText,
  exception_type: lenientText,
  exception_message: lenientText,
  traceback: lenientTexts,
  executed: lenientTexts,
})

const outOfMemory =
  /out ?of ?memory|MPS backend out of memory|failed to allocate|ran out of memory/i

/** Reads the data of `execution_error`, from the socket or from the history. */
export function readFailure(data: unknown): ExecutionFailure {
  const given = schema.catch(schema.parse({})).parse(data)
  return {
    promptId: given.prompt_id,
    nodeId: given.node_id,
    nodeClass: given.node_type,
    exceptionType: given.exception_type,
    exceptionMessage: given.exception_message,
    traceback: given.traceback,
    executed: given.executed,
    isOutOfMemory:
      /OutOfMemory/i.test(given.exception_type) ||
      given.exception_type === 'MemoryError' ||
      outOfMemory.test(given.exception_message),
  }
}
