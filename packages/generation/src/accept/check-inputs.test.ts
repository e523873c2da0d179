import { expect, test } from 'vitest'
import { InvalidRequestError } from '../errors.ts'
import type { GenerationRequest } from '../job/job-request.ts'
import type { ServerCatalog } from '../servers/server-catalog.ts'
import { checkAgainst, checkValues } from './check-request.ts'

const request: GenerationRequest = {
  prompt: 'a lamp',
  negativePrompt: '',
  model: 'base/dream.safetensors',
  seed: -1,
  steps: 20,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  width: 1024,
  height: 1024,
  loras: [{ name: 'ink.safetensors', strengthModel: 1, strengthClip: 1 }],
}
const windows: ServerCatalog = {
  checkpoints: ['base\\dream.safetensors'],
  loras: ['ink.safetensors'],
  samplers: ['euler', 'dpmpp_2m'],
  schedulers: ['normal', 'karras'],
}
const other: ServerCatalog = { ...windows, checkpoints: ['photo.safetensors'], loras: [] }

function refusal(act: () => unknown): InvalidRequestError {
  try {
    act()
  } catch (error) {
    if (error instanceof InvalidRequestError) return error
  }
  throw new Error('It was not refused')
}

test.each<readonly [string, Partial<GenerationRequest>]>([
  ['prompt', { prompt: '  ' }],
  ['seed', { seed: -2 }],
  ['seed', { seed: 2 ** 53 }],
  ['steps', { steps: 1.5 }],
  ['cfg', { cfg: Number.NaN }],
  ['width', { width: 1001 }],
  ['height', { height: 0 }],
  ['batchSize', { batchSize: 0 }],
])('%s is checked', (field, wrong) => {
  expect(refusal(() => checkValues({ ...request, ...wrong })).field).toBe(field)
})

test('names are returned as the server spells them', () => {
  expect(checkAgainst(request, [other, windows]).model).toBe('base\\dream.safetensors')
})

test('an unknown name is refused with the nearest ones', () => {
  const error = refusal(() => checkAgainst({ ...request, sampler: 'dpmpp2m' }, [windows]))
  expect(error).toMatchObject({ field: 'sampler', nearest: ['dpmpp_2m'] })
  expect(error.message).toContain('did you mean dpmpp_2m?')
})

test('an unknown LoRA is named by its place', () => {
  const [lora] = request.loras
  const loras = [...request.loras, { ...(lora ?? never()), name: 'pen' }]
  expect(refusal(() => checkAgainst({ ...request, loras }, [windows])).field).toBe('loras.1.name')
})

test('model and LoRAs must be on one server', () => {
  const error = refusal(() =>
    checkAgainst({ ...request, model: 'photo.safetensors' }, [windows, other]),
  )
  expect(error.field).toBe('loras')
})

function never(): never {
  throw new Error('The request has no LoRA')
}
