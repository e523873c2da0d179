import { ComfyError } from '@darkroom/comfy-client'
import { didYouMean, nearestNames } from '@darkroom/foundation'
import { findNeed, type ServerFile, type WorkflowRun } from '@darkroom/workflow-builder'
import { type GraphObstacle, NotRunnableError } from '../errors.ts'
import {
  type GivenNames,
  hasModels,
  namesIn,
  type ServerCatalog,
} from '../servers/server-catalog.ts'
import type { ServerLink } from '../servers/server-link.ts'

/** A server as far as the search needs it. */
export type Candidate = Pick<ServerLink, 'name' | 'ask'>

/**
 * The run in the spelling of the first server that can run it.
 * @throws NotRunnableError when none can, with the obstacles on the server that comes nearest
 */
export async function findServer(
  run: WorkflowRun,
  servers: ReadonlyMap<Candidate, ServerCatalog>,
  given?: GivenNames,
): Promise<WorkflowRun> {
  let nearest: readonly GraphObstacle[] | undefined
  for (const [server, catalog] of servers) {
    if (!hasModels(catalog, run)) continue
    const spelled = run.spelledFor(catalog)
    const obstacles = await obstaclesOf(spelled, { server, catalog, given })
    if (obstacles.length === 0) return spelled
    if (nearest === undefined || obstacles.length < nearest.length) nearest = obstacles
  }
  throw new NotRunnableError(nearest ?? [])
}

/**
 * Whether a server that was not yet asked for all node classes of the run, or may have become another since, could run it:
 * it lacks no name as far as is known.
 */
export const mightRun = (
  { definitions, knownCatalog }: Pick<ServerLink, 'definitions' | 'knownCatalog'>,
  { needs, nodeClasses }: WorkflowRun,
): boolean =>
  knownCatalog !== undefined &&
  !definitions.knows(nodeClasses) &&
  needs.every(
    (need) => !definitions.knows([need.nodeClass]) || findNeed(need, knownCatalog) !== undefined,
  )

/** What stands against the run, which is in the server's spelling. Files that it will be `given` count as there. */
export async function obstaclesOf(
  run: WorkflowRun,
  {
    server,
    catalog,
    given = [],
  }: {
    readonly server: Candidate
    readonly catalog: ServerCatalog
    readonly given?: GivenNames
  },
): Promise<readonly GraphObstacle[]> {
  const problems = run.problems(catalog, namesIn(given))
  const refused = problems.map((problem) => ({ ...problem, server: server.name }))
  const asked = run.files(catalog).filter(({ name }) => !given.some((file) => file.name === name))
  const files = await Promise.all(
    asked.map(async (file) => {
      if (await hasFile(server, file)) return []
      return [missing(file, { server, choices: catalog.choices(file.nodeClass, file.input) ?? [] })]
    }),
  )
  return [...refused, ...files.flat()]
}

async function hasFile(
  server: Candidate,
  { filename, subfolder, type }: ServerFile,
): Promise<boolean> {
  try {
    return await server.ask((client) => client.hasFile({ filename, subfolder, type }))
  } catch (error) {
    if (!(error instanceof ComfyError)) throw error
    // It does not say. It refuses the graph if it lacks the file.
    return true
  }
}

function missing(
  { nodeId, nodeClass, input, name, type }: ServerFile,
  { server, choices }: { readonly server: Candidate; readonly choices: readonly string[] },
): GraphObstacle {
  const nearest = nearestNames(name, choices)
  return {
    server: server.name,
    nodeId,
    input,
    code: 'file_missing',
    message: `Node ${nodeId} (${nodeClass}) takes the file ${JSON.stringify(name)}, which is not in the ${type} folder of ComfyUI${didYouMean(nearest)}`,
    nearest,
    file: name,
  }
}
