import { useQuery } from '@tanstack/react-query'
import { ApiProblem } from '../../api/api-problem.ts'
import type { Workflow } from '../../api/types.ts'
import type { FieldRefusal } from '../../ui/problem.ts'
import { checkWorkflow } from '../add/keep-workflow.ts'
import { loadGraph } from '../program/graph-query.ts'

/** What one server lacks; without a name it is what stands against it anywhere. */
export interface Check {
  readonly server: string
  readonly runnable: boolean
  readonly problems: readonly FieldRefusal[]
}

/** The graph as it would run is what servers are asked about; one that cannot be converted tells its own reasons. */
async function checksOf(name: string): Promise<readonly Check[]> {
  try {
    return await checkWorkflow(new Blob([await loadGraph(name)]))
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.isPassing) throw error
    const { errors, detail } = error
    const problems = errors.length > 0 ? errors : [{ path: '', message: detail }]
    return [{ server: '', runnable: false, problems }]
  }
}

/** What each server lacks for a file that none can run, with the names that are nearest. */
export const useChecks = ({ name, source, runnable, updated_at }: Workflow) =>
  useQuery({
    queryKey: ['workflows', 'checks', name, updated_at],
    queryFn: () => checksOf(name),
    enabled: source === 'file' && !runnable,
  })
