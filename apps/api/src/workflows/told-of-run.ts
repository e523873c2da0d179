import { InvalidRequestError, NotRunnableError } from '@darkroom/generation'
import { notRunnableRun } from './not-runnable-run.ts'
import type { RunnableWorkflow } from './plan-run.ts'

/** What is said when runs of a workflow are not accepted: by the names of its inputs. */
export const toldOfRun = (
  error: unknown,
  { task, inputs }: Pick<RunnableWorkflow, 'task' | 'inputs'>,
): unknown => {
  if (task !== undefined) return ofInputs(error)
  return error instanceof NotRunnableError ? notRunnableRun(error, inputs) : error
}

/** What is wrong with a word of a built-in workflow stands in `inputs` here. */
function ofInputs(error: unknown): unknown {
  if (!(error instanceof InvalidRequestError)) return error
  const { message, field, nearest, missing, isByLists } = error
  return new InvalidRequestError(message, { field: `inputs.${field}`, nearest, missing, isByLists })
}
