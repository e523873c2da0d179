import { matchName, nearestNames } from '@darkroom/workflow-builder'
import { InvalidRequestError } from '../errors.ts'
import type { GenerationRequest } from '../job/generation-request.ts'
import { hasModels, type ServerCatalog, spelledFor } from '../servers/server-catalog.ts'

const inRange = (value: number, low: number, high: number): boolean => value >= low && value <= high

/** Each with the field it is about. What only the servers know is checked by `checkAgainst`. */
const rules: readonly (readonly [string, string, (request: GenerationRequest) => boolean])[] = [
  ['prompt', 'must not be empty', ({ prompt }) => prompt.trim() !== ''],
  ['model', 'must not be empty', ({ model }) => model !== ''],
  [
    'seed',
    'must be an integer from 0 to 2^53−1, or −1',
    ({ seed }) => Number.isSafeInteger(seed) && seed >= -1,
  ],
  [
    'steps',
    'must be an integer from 1 to 10,000',
    ({ steps }) => Number.isInteger(steps) && inRange(steps, 1, 10_000),
  ],
  ['cfg', 'must be a number from 0 to 100', ({ cfg }) => inRange(cfg, 0, 100)],
  ['width', 'must be a multiple of 8 from 16 to 16,384', ({ width }) => isSide(width)],
  ['height', 'must be a multiple of 8 from 16 to 16,384', ({ height }) => isSide(height)],
  [
    'batchSize',
    'must be an integer from 1 to 64',
    ({ batchSize = 1 }) => Number.isInteger(batchSize) && inRange(batchSize, 1, 64),
  ],
  [
    'loras',
    'must have finite strengths',
    ({ loras }) =>
      loras.every(
        ({ strengthModel, strengthClip }) =>
          Number.isFinite(strengthModel) && Number.isFinite(strengthClip),
      ),
  ],
]

const isSide = (value: number): boolean => value % 8 === 0 && inRange(value, 16, 16_384)

/** @throws InvalidRequestError for what no server could run. */
export function checkValues(request: GenerationRequest): void {
  for (const [field, demand, holds] of rules) {
    if (!holds(request)) throw new InvalidRequestError(`${field} ${demand}`, { field })
  }
}

/**
 * The request in the spelling of the first server that has all it names.
 * @throws InvalidRequestError with the nearest names when a name is on no server
 */
export function checkAgainst(
  request: GenerationRequest,
  catalogs: readonly ServerCatalog[],
): GenerationRequest {
  const all = (list: (catalog: ServerCatalog) => readonly string[]): readonly string[] => [
    ...new Set(catalogs.flatMap(list)),
  ]
  demand(
    'model',
    request.model,
    all((catalog) => catalog.checkpoints),
  )
  demand(
    'sampler',
    request.sampler,
    all((catalog) => catalog.samplers),
  )
  demand(
    'scheduler',
    request.scheduler,
    all((catalog) => catalog.schedulers),
  )
  const loras = all((catalog) => catalog.loras)
  for (const [index, { name }] of request.loras.entries())
    demand(`loras.${index}.name`, name, loras)
  const server = catalogs.find((catalog) => hasModels(catalog, request))
  if (server === undefined) {
    throw new InvalidRequestError('No single server has the model and all the LoRAs', {
      field: 'loras',
    })
  }
  return spelledFor(server, request)
}

function demand(field: string, name: string, known: readonly string[]): void {
  if (matchName(name, known) !== undefined) return
  const nearest = nearestNames(name, known)
  const hint = nearest.length === 0 ? '' : `; did you mean ${nearest.join(' or ')}?`
  throw new InvalidRequestError(`${field}: no server has ${JSON.stringify(name)}${hint}`, {
    field,
    nearest,
  })
}
