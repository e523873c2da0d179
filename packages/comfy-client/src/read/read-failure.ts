import { z } from 'zod'
import type { ExecutionFailure } from '../execution-failure.ts'
import { idText, lenientTexts } from './lenient.ts'

/** A text of the server, cut to what an error needs. */
const shortText = (length: number): z.ZodType<string> =>
  z
    .string()
    .transform((text) => text.slice(0, length))
    .catch('')

const schema = z.object({
  prompt_id: shortText(200),
  node_id: idText.catch('').transform((text) => text.slice(0, 200)),
  node_type: shortText(200),
  exception_type: shortText(200),
  exception_message: shortText(10_000),
  traceback: lenientTexts,
  executed: lenientTexts,
  current_inputs: z.record(z.string(), z.unknown()).catch({}),
})

const mostLines = 200
const mostExecuted = 10_000
const mostInputs = 200

/** The texts among the inputs of the node: ComfyUI gives each as a list, and all else as a description in words. */
function readInputs(given: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given)
      .slice(0, mostInputs)
      .flatMap(([name, value]) => {
        const text: unknown = Array.isArray(value) ? value[0] : value
        return typeof text === 'string' ? [[name, text.slice(0, 1_000)]] : []
      }),
  )
}

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
    traceback: given.traceback.slice(0, mostLines).map((line) => line.slice(0, 2_000)),
    executed: given.executed.slice(0, mostExecuted),
    inputs: readInputs(given.current_inputs),
    isOutOfMemory:
      /OutOfMemory/i.test(given.exception_type) ||
      given.exception_type === 'MemoryError' ||
      outOfMemory.test(given.exception_message),
  }
}
