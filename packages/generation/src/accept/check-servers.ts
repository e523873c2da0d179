import { nearestNames } from '@darkroom/foundation'
import { findNeed, type WorkflowRun } from '@darkroom/workflow-builder'
import type { GraphObstacle } from '../errors.ts'
import type { JobRequest } from '../job/job-request.ts'
import type { Pool } from '../servers/pool.ts'
import type { ServerCatalog } from '../servers/server-catalog.ts'
import type { WorkflowRegistry } from '../workflows/workflow-registry.ts'
import { checkInputs } from './check-inputs.ts'
import { obstaclesOf } from './find-server.ts'

/** What stands against a job on one server; it can run there when nothing does. */
export interface ServerCheck {
  readonly server: string
  readonly obstacles: readonly GraphObstacle[]
}

/** Looks on each server whether it could run the job, without accepting anything. */
export async function checkServers(
  { workflow, inputs, files: given }: JobRequest,
  { pool, workflows }: { readonly pool: Pool; readonly workflows: WorkflowRegistry },
): Promise<readonly ServerCheck[]> {
  const run = checkInputs(workflows.demand(workflow), inputs)
  const catalogs = await pool.catalogs({ nodeClasses: run.nodeClasses })
  const known = [...catalogs].filter(([link]) => link.definitions.knows(run.nodeClasses))
  if (known.length === 0) throw pool.noAnswer()
  return Promise.all(
    known.map(async ([link, catalog]): Promise<ServerCheck> => {
      const lacking = missingNames(run, { server: link.name, catalog })
      const others = await obstaclesOf(run.spelledFor(catalog), {
        server: link,
        catalog,
        given,
      })
      return { server: link.name, obstacles: [...lacking, ...others] }
    }),
  )
}

function missingNames(
  run: WorkflowRun,
  { server, catalog }: { readonly server: string; readonly catalog: ServerCatalog },
): readonly GraphObstacle[] {
  return run.needs.flatMap((need) => {
    if (findNeed(need, catalog) !== undefined) return []
    const { nodeClass, input, name } = need
    return [
      {
        server,
        nodeId: '',
        nodeClass,
        input,
        code: 'value_not_in_list',
        message: `${need.path.join('.')}: the server has no ${JSON.stringify(name)}`,
        nearest: nearestNames(name, catalog.choices(nodeClass, input) ?? []),
      },
    ]
  })
}
