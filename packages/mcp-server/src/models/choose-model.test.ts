import type { Model } from '@darkroom/door-ports'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { expect, test } from 'vitest'
import { chooseModel, isEditor } from './choose-model.ts'

const model = (filename: string, kind: Model['kind'] = 'base'): Model => ({
  filename,
  displayName: filename,
  kind,
  servers: ['gpu-1'],
})

const models = [
  model('ink.safetensors', 'lora'),
  model('photon.safetensors'),
  model('flux1-dev-kontext_fp8_scaled.safetensors', 'diffusion'),
  model('qwen_image_edit_2509_fp8_e4m3fn.safetensors', 'diffusion'),
]
const house = createMemoryHouse({ models })

test('the model that is named is found in any case, and is taken as it is where there is none', async () => {
  expect(await chooseModel('Photon.Safetensors', { house, options: {} })).toBe('photon.safetensors')
  expect(await chooseModel('ink', { house, options: {} })).toBe('ink')
})

test('without one it is the one that was set, else the first that makes pictures', async () => {
  expect(await chooseModel(undefined, { house, options: {} })).toBe('photon.safetensors')
  const options = { defaultModel: 'mine.safetensors' }
  expect(await chooseModel(undefined, { house, options })).toBe('mine.safetensors')
})

test('for an instruction it is an editing model where there is one', async () => {
  const edits = true
  expect(await chooseModel(undefined, { house, options: {} }, { edits })).toBe(
    'flux1-dev-kontext_fp8_scaled.safetensors',
  )
  const without = createMemoryHouse({ models: models.slice(0, 2) })
  expect(await chooseModel(undefined, { house: without, options: {} }, { edits })).toBe(
    'photon.safetensors',
  )
})

test('where no server has a model, that is said', async () => {
  const empty = { house: createMemoryHouse(), options: {} }
  await expect(chooseModel(undefined, empty)).rejects.toMatchObject({ status: 503 })
})

test.each([
  ['flux1-dev-kontext_fp8_scaled.safetensors', true],
  ['flux2_dev_fp8mixed.safetensors', true],
  ['FLUX.2-klein-4B.safetensors', true],
  ['Qwen-Rapid-AIO-Edit-v10.safetensors', true],
  ['flux1-dev.safetensors', false],
  ['qwen_image_fp8_e4m3fn.safetensors', false],
  ['photon.safetensors', false],
])('%s is known by its name as an editing model: %s', async (name, expected) => {
  expect(await isEditor(name, { house })).toBe(expected)
})

test('a model of another name is known by its family', async () => {
  const details = async () => ({ ...model('photon.safetensors'), family: 'flux2', metadata: {} })
  const knowing = { ...house, models: { ...house.models, details } }
  expect(await isEditor('photon.safetensors', { house: knowing })).toBe(true)
  expect(await isEditor('on no server', { house: knowing })).toBe(false)
})
