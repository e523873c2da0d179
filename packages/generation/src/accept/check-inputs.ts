import { nearestNames } from '@darkroom/foundation'
import { issueMessage } from '@darkroom/recipe'
import {
  findNeed,
  type Inputs,
  type Need,
  type WorkflowEntry,
  type WorkflowRun,
} from '@darkroom/workflow-builder'
import { InvalidRequestError } from '../errors.ts'
import { hasModels, type ServerCatalog } from '../servers/server-catalog.ts'
import { type Folders, tellKind } from './kind-of-file.ts'

/**
 * The workflow with its inputs, defaults filled in.
 * @throws InvalidRequestError for inputs that no server could run
 */
export function checkInputs(entry: WorkflowEntry, inputs: Inputs): WorkflowRun {
  const checked = entry.inputs.safeParse(inputs)
  const run = checked.success ? entry.open(checked.data) : undefined
  if (run !== undefined) return run
  const [issue] = checked.error?.issues ?? []
  if (issue === undefined) throw new TypeError(`${entry.name} does not take what it has checked`)
  const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const field = [...issue.path, ...keys].map(String).join('.')
  throw new InvalidRequestError(`${field} ${issueMessage(issue)}`, { field })
}

/**
 * Checks that one server has every name that the run needs.
 * @throws InvalidRequestError with the nearest names when a name is on no server
 */
export function checkNeeds(run: WorkflowRun, servers: readonly ServerCatalog[]): void {
  for (const need of run.needs) demand(need, servers)
  if (servers.some((one) => hasModels(one, run))) return
  const models = run.needs.filter(({ kind }) => kind === 'model')
  throw new InvalidRequestError(
    `No single server has ${models.map(({ name }) => JSON.stringify(name)).join(' and ')}`,
    { field: String(models.at(-1)?.path[0]), isByLists: true },
  )
}

function demand(need: Need, servers: readonly ServerCatalog[]): void {
  if (servers.some((server) => findNeed(need, server) !== undefined)) return
  const { name, nodeClass, input } = need
  const known = servers.flatMap((server) => server.choices(nodeClass, input) ?? [])
  throw noServerHas(need, nearestNames(name, known))
}

/** The error of a name that is on no server, with the nearest names. */
export function noServerHas(
  need: Omit<Need, 'input'>,
  nearest: readonly string[],
): InvalidRequestError {
  const field = need.path.join('.')
  const hint = nearest.length === 0 ? '' : `; did you mean ${nearest.join(' or ')}?`
  return new InvalidRequestError(`${field}: no server has ${JSON.stringify(need.name)}${hint}`, {
    field,
    nearest,
    missing: need,
  })
}

/** The error of a missing name, told better when a file of that name is of another kind. */
export async function explained(
  error: unknown,
  folders: () => Promise<readonly Folders[]>,
): Promise<unknown> {
  if (!(error instanceof InvalidRequestError) || error.missing?.kind !== 'model') return error
  const { field, missing } = error
  const told = tellKind(missing, await folders())
  return told === undefined
    ? error
    : new InvalidRequestError(`${field}: ${told}`, { field, missing })
}
