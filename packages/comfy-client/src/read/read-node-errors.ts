import { z } from 'zod'
import type { NodeError, NodeErrors, PromptError } from '../node-errors.ts'
import {
  jsonObject,
  jsonValue,
  lenientList,
  lenientRecord,
  lenientText,
  lenientTexts,
  someJsonObject,
} from './lenient.ts'

const promptError = z.object({
  type: lenientText,
  message: lenientText,
  details: lenientText,
  extra_info: jsonObject,
})

const extraInfo = z.object({
  input_name: z.string().optional().catch(undefined),
  received_value: jsonValue.optional().catch(undefined),
})

const toPromptError = ({ extra_info, ...error }: z.infer<typeof promptError>): PromptError => ({
  ...error,
  extraInfo: extra_info,
})

const nodeError: z.ZodType<NodeError> = promptError.transform((error) => {
  const { input_name, received_value } = extraInfo.parse(error.extra_info)
  return { ...toPromptError(error), inputName: input_name, receivedValue: received_value }
})

const nodeErrorsSchema: z.ZodType<NodeErrors> = lenientRecord(
  z
    .object({
      class_type: lenientText,
      errors: lenientList(nodeError),
      dependent_outputs: lenientTexts,
    })
    .transform((node) => ({
      nodeClass: node.class_type,
      errors: node.errors,
      dependentOutputs: node.dependent_outputs,
    })),
)

export const readNodeErrors = (json: unknown): NodeErrors => nodeErrorsSchema.parse(json)

const refusal = z.object({
  error: z.union([
    promptError,
    // A custom node's middleware may answer with plain text.
    z.string().transform((message) => ({ type: '', message, details: '', extra_info: {} })),
  ]),
  node_errors: someJsonObject.optional().catch(undefined),
})

/** Reads the body of a 400 answer to `POST /prompt`; `undefined` for any other body. */
export function readRefusal(
  json: unknown,
): { readonly error: PromptError; readonly nodeErrors: NodeErrors } | undefined {
  const read = refusal.safeParse(json)
  if (!read.success) return undefined
  return {
    error: toPromptError(read.data.error),
    nodeErrors: readNodeErrors(read.data.node_errors),
  }
}

/** Letters of an error message. */
const mostSaid = 4_000

/** The errors as text for an error message, one line each. */
export function describeErrors(error: PromptError, nodeErrors: NodeErrors): string {
  const nodes = Object.entries(nodeErrors).flatMap(([nodeId, { nodeClass, errors }]) =>
    errors.map(
      ({ message, details }) =>
        `${nodeClass} (node ${nodeId}): ${message}${details ? `: ${details}` : ''}`,
    ),
  )
  const whole = [error.message, error.details].filter(Boolean).join(': ')
  const said = nodes.length > 0 ? nodes.join('; ') : whole
  return said.slice(0, mostSaid) || 'The server refused the prompt'
}
