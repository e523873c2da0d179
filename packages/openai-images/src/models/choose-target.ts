import {
  DoorError,
  type House,
  isPictureModel,
  type Model,
  usualModel,
  type Workflow,
} from '@darkroom/door-ports'
import { didYouMean, nearestNames } from '@darkroom/foundation'
import { matchModel } from './match-model.ts'
import { isAlias, type Target, targetId, targetsOf, workflowName } from './model-ids.ts'

export type TargetHouse = Pick<House, 'models' | 'workflows'>

export interface ChooseOptions {
  readonly house: TargetHouse
  /** All of the house's. */
  readonly models: readonly Model[]
  /** What OpenAI's own names and no name at all mean. */
  readonly standard: string | undefined
}

/**
 * What a request's `model` means. OpenAI's own names and no name at all mean the standard, else the first model that makes
 * pictures. @throws DoorError 404 with the nearest names
 */
export async function chooseTarget(
  name: string | undefined,
  options: ChooseOptions,
): Promise<Target> {
  const found = name === undefined ? undefined : await findTarget(name, options)
  if (found !== undefined) return found
  if (name !== undefined && !isAlias(name)) throw await noSuchModel(name, options)
  const { standard, models } = options
  if (standard === undefined) return firstOf(models)
  const target = await findTarget(standard, options)
  if (target === undefined) throw await noStandard(standard, options)
  return target
}

/** The target of a name: a model before a workflow, unless it says `workflow:`. Workflows are looked at only where need be. */
export async function findTarget(
  name: string,
  { house: { workflows }, models }: Omit<ChooseOptions, 'standard'>,
): Promise<Target | undefined> {
  const model = matchModel(name, models.filter(isPictureModel))
  if (model !== undefined) return { kind: 'model', model }
  if (isAlias(name)) return undefined
  const plain = workflowName(name.trim())
  const workflow = (await workflows.find(plain)) ?? (await findInAnyCase(plain, workflows))
  return workflow && { kind: 'workflow', workflow }
}

async function findInAnyCase(
  name: string,
  workflows: TargetHouse['workflows'],
): Promise<Workflow | undefined> {
  const wanted = name.toLowerCase()
  const listed = (await workflows.list()).find((one) => one.name.toLowerCase() === wanted)
  return listed && (await workflows.find(listed.name))
}

function firstOf(models: readonly Model[]): Target {
  const first = usualModel(models)
  if (first !== undefined) return { kind: 'model', model: first }
  throw new DoorError(503, 'no_model', 'No server has a model that makes pictures.', {
    hint: 'Put a checkpoint into models/checkpoints of ComfyUI, or name a workflow as the model.',
    headers: { 'x-should-retry': 'false' },
  })
}

async function noStandard(standard: string, options: ChooseOptions): Promise<DoorError> {
  const nearest = await nearestIds(standard, options)
  return new DoorError(
    404,
    'model_not_found',
    `The model ${JSON.stringify(standard)}, which is the default here, is on no server${didYouMean(nearest) || '.'}`,
    {
      hint: 'Name another one of GET /v1/models.',
      parts: [{ path: 'model', message: 'is on no server', nearest }],
    },
  )
}

async function noSuchModel(name: string, options: ChooseOptions): Promise<DoorError> {
  const nearest = await nearestIds(name, options)
  return new DoorError(
    404,
    'model_not_found',
    `The model ${JSON.stringify(name)} does not exist${didYouMean(nearest) || '.'}`,
    {
      hint: 'GET /v1/models lists all.',
      parts: [{ path: 'model', message: 'does not exist', nearest }],
    },
  )
}

const nearestIds = async (
  name: string,
  { house, models }: ChooseOptions,
): Promise<readonly string[]> =>
  nearestNames(name, targetsOf(models, await house.workflows.list()).map(targetId))
