import { DoorError, type House } from '@darkroom/door-ports'
import { didYouMean, nearestNames } from '@darkroom/foundation'
import { type Choices, findTarget, isAlias, type Target, targetId, targetsOf } from './model-ids.ts'

export async function readChoices(house: Pick<House, 'models' | 'workflows'>): Promise<Choices> {
  const [models, workflows] = await Promise.all([house.models.list(), house.workflows.list()])
  return { models, workflows }
}

/**
 * What a request's `model` means. OpenAI's own names and no name at all mean the default, else the first model that makes
 * pictures. @throws DoorError 404 with the nearest names
 */
export function chooseTarget(
  name: string | undefined,
  choices: Choices,
  { standard }: { readonly standard?: string | undefined },
): Target {
  const found = name === undefined ? undefined : findTarget(name, choices)
  if (found !== undefined) return found
  if (name !== undefined && !isAlias(name)) throw noSuchModel(name, choices)
  return standard === undefined ? firstOf(choices) : configured(standard, choices)
}

function firstOf(choices: Choices): Target {
  const first = targetsOf(choices).find(({ kind }) => kind === 'model')
  if (first !== undefined) return first
  throw new DoorError(503, 'no_model', 'No server has a model that makes pictures.', {
    hint: 'Put a checkpoint into models/checkpoints of ComfyUI, or name a workflow as the model.',
    headers: { 'x-should-retry': 'false' },
  })
}

function configured(standard: string, choices: Choices): Target {
  const target = findTarget(standard, choices)
  if (target !== undefined) return target
  const hint = `Name a model of GET /v1/models${didYouMean(nearest(standard, choices))}`
  throw new DoorError(
    404,
    'model_not_found',
    `The model ${JSON.stringify(standard)}, which is the default here, is on no server.`,
    { hint, parts: [{ path: 'model', message: 'is on no server' }] },
  )
}

export function noSuchModel(name: string, choices: Choices): DoorError {
  const names = nearest(name, choices)
  return new DoorError(
    404,
    'model_not_found',
    `The model ${JSON.stringify(name)} does not exist${didYouMean(names) || '.'}`,
    {
      hint: 'GET /v1/models lists all.',
      parts: [{ path: 'model', message: 'does not exist', nearest: names }],
    },
  )
}

const nearest = (name: string, choices: Choices): readonly string[] =>
  nearestNames(name, targetsOf(choices).map(targetId))
