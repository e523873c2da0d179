import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer } from '../../api/answer.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import type { InputEdits, Workflow } from '../../api/types.ts'
import { inPath } from '../workflow-queries.ts'
import { notFitting } from './edit-problems.ts'

export const inputsQuery = (name: string) =>
  queryOptions({
    queryKey: ['workflows', 'inputs', name],
    queryFn: () => answer(api.workflows[':name'].inputs.$get(inPath(name))),
  })

const checkEdits = (name: string, edits: InputEdits) =>
  answer(api.workflows[':name'].inputs.check.$post({ ...inPath(name), json: edits }))

/** What edits would make of the inputs. The form before is shown until the next one is there. */
export const editedQuery = (name: string, edits: InputEdits) =>
  queryOptions({
    queryKey: ['workflows', 'edited', name, edits],
    queryFn: () => checkEdits(name, edits),
    placeholderData: keepPreviousData,
    retry: false,
  })

/**
 * Keeps the edits, if all of them fit.
 * @throws ApiProblem with the fields that do not
 */
export async function saveEdits(
  name: string,
  edits: InputEdits,
  keys: readonly string[],
): Promise<Workflow> {
  const { left_out: leftOut } = await checkEdits(name, edits)
  const errors = leftOut.filter(notFitting(keys))
  if (errors.length > 0) {
    const detail = 'Nothing was saved yet: some of it does not fit.'
    throw new ApiProblem(detail, { status: 400, code: 'invalid_input', errors })
  }
  return answer(api.workflows[':name'].inputs.$put({ ...inPath(name), json: edits }))
}
