import { loadBuiltInWorkflows, type TextToImageInputs } from '@darkroom/workflow-builder'
import { expect, test } from 'vitest'
import { catalogOf } from '../../test/catalog-of.ts'
import { InvalidRequestError } from '../errors.ts'
import { WorkflowRegistry } from '../workflows/workflow-registry.ts'
import { checkInputs, checkNeeds } from './check-inputs.ts'

const registry = new WorkflowRegistry(await loadBuiltInWorkflows())
const textToImage = registry.demand('text-to-image')
const ink = { name: 'ink.safetensors', strength_model: 1, strength_clip: 1 }
const inputs: TextToImageInputs = {
  prompt: 'a lamp',
  negative_prompt: '',
  model: 'base/dream.safetensors',
  seed: -1,
  steps: 20,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  resolution: { width: 1024, height: 1024 },
  loras: [ink],
}
const lists = { samplers: ['euler', 'dpmpp_2m'], schedulers: ['normal', 'karras'] }
const windows = catalogOf({
  ...lists,
  checkpoints: ['base\\dream.safetensors'],
  loras: ['ink.safetensors'],
})
const other = catalogOf({ ...lists, checkpoints: ['photo.safetensors'] })

const runOf = (changes: Partial<TextToImageInputs> = {}) =>
  checkInputs(textToImage, { ...inputs, ...changes })

function refusal(act: () => unknown): InvalidRequestError {
  try {
    act()
  } catch (error) {
    if (error instanceof InvalidRequestError) return error
  }
  throw new Error('It was not refused')
}

test.each<readonly [string, Partial<TextToImageInputs>]>([
  ['prompt', { prompt: '  ' }],
  ['seed', { seed: -2 }],
  ['seed', { seed: 2 ** 53 }],
  ['steps', { steps: 1.5 }],
  ['cfg', { cfg: Number.NaN }],
  ['resolution.width', { resolution: { width: 1001, height: 1024 } }],
  ['resolution.height', { resolution: { width: 1024, height: 0 } }],
  ['batch_size', { batch_size: 0 }],
  ['loras.0.strength_model', { loras: [{ ...ink, strength_model: Number.POSITIVE_INFINITY }] }],
])('%s is checked', (field, wrong) => {
  const error = refusal(() => runOf(wrong))
  expect(error.field).toBe(field)
  expect(error.message).toMatch(new RegExp(`^${field} must `))
})

test('an input that the workflow does not have is refused by its name', () => {
  const error = refusal(() => checkInputs(textToImage, { ...inputs, colour: 'red' }))
  expect(error).toMatchObject({ field: 'colour', message: 'colour is not a known field' })
})

test('a workflow that is not there is refused with the nearest names', () => {
  const error = refusal(() => registry.demand('text-to-picture'))
  expect(error).toMatchObject({
    field: 'workflow',
    nearest: expect.arrayContaining(['text-to-image']),
  })
})

test('names are returned as the server spells them', () => {
  const { inputs: spelled } = runOf().spelledFor(windows)
  expect(spelled).toMatchObject({ model: 'base\\dream.safetensors' })
})

test('an unknown name is refused with the nearest ones', () => {
  const error = refusal(() => checkNeeds(runOf({ sampler: 'dpmpp2m' }), [windows]))
  expect(error).toMatchObject({ field: 'sampler', nearest: ['dpmpp_2m'] })
  expect(error.message).toContain('did you mean dpmpp_2m?')
})

test('an unknown LoRA is named by its place', () => {
  const loras = [ink, { ...ink, name: 'pen' }]
  expect(refusal(() => checkNeeds(runOf({ loras }), [windows])).field).toBe('loras.1.name')
})

test('model and LoRAs must be on one server', () => {
  const run = runOf({ model: 'photo.safetensors' })
  expect(refusal(() => checkNeeds(run, [windows, other])).field).toBe('loras')
})
