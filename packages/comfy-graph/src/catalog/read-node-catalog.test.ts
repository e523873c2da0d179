import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordedCatalog } from '../../test/graphs.ts'
import { ObjectInfoError, readNodeCatalog } from '../index.ts'

const catalog = recordedCatalog()

test('every class that the recorded server has is known', () => {
  expect(catalog.nodeClasses).toHaveLength(561)
  expect(catalog.has('KSampler')).toBe(true)
  expect(catalog.has('Nope')).toBe(false)
  expect(catalog.has('constructor')).toBe(false)
})

test('a list of choices is read in the V1 and in the V3 form', () => {
  expect(catalog.choices('CheckpointLoaderSimple', 'ckpt_name')).toContain(
    'base/tiny_base.safetensors',
  )
  expect(catalog.choices('BasicScheduler', 'scheduler')).toContain('karras')
  expect(catalog.choices('KSampler', 'steps')).toBeUndefined()
  expect(catalog.choices('Nope', 'steps')).toBeUndefined()
  expect(catalog.choices('UNETLoader', 'unet_name')).toEqual([])
})

test('bounds, outputs and output nodes are read', () => {
  expect(catalog.bounds('KSampler', 'steps')).toMatchObject({ min: 1, max: 10000, default: 20 })
  expect(catalog.bounds('KSampler', 'model')).toBeUndefined()
  expect(catalog.node('CheckpointLoaderSimple')?.outputs.map(({ name }) => name)).toEqual([
    'MODEL',
    'CLIP',
    'VAE',
  ])
  expect(catalog.node('SaveImage')?.isOutputNode).toBe(true)
  expect(catalog.node('RandomNoise')?.displayName).toBe('RandomNoise')
})

test('unions, any type, hidden inputs and lists as outputs are understood', () => {
  const own = readNodeCatalog({
    Odd: {
      input: {
        required: { any: ['*'], number: ['INT,FLOAT', {}], grow: ['COMFY_AUTOGROW_V3', {}] },
        optional: { many: ['COMBO', { options: [1, true, 'x'], multiselect: true }] },
        hidden: { prompt: 'PROMPT' },
      },
      output: [['a', 'b'], 'A,B'],
    },
  })
  expect(own.node('Odd')?.inputs).toMatchObject([
    { name: 'any', kind: 'link', types: ['*'] },
    { name: 'number', kind: 'link', types: ['INT', 'FLOAT'] },
    { name: 'grow', kind: 'dynamic', required: true },
    { name: 'many', kind: 'choice', choices: [1, true, 'x'], multiple: true, required: false },
  ])
  expect(own.choices('Odd', 'many')).toEqual(['1', 'true', 'x'])
  expect(own.node('Odd')?.outputs.map(({ types }) => types)).toEqual([['COMBO'], ['A', 'B']])
})

test('what cannot be understood is left out, and the rest stays', () => {
  const own = readNodeCatalog({
    Broken: 7,
    Empty: {},
    Half: {
      input: { required: { good: ['INT', 'nonsense'], bad: 'INT', worse: [] } },
      output: null,
    },
  })
  expect(own.nodeClasses).toEqual(['Empty', 'Half'])
  expect(own.node('Half')?.inputs.map(({ name }) => name)).toEqual(['good'])
})

test('no JSON value upsets it but one that is no object', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (any) => {
      expect(readNodeCatalog(any).nodeClasses.length).toBeLessThanOrEqual(Object.keys(any).length)
    }),
  )
  for (const wrong of ['<html>', null, 7, []]) {
    expect(() => readNodeCatalog(wrong)).toThrow(ObjectInfoError)
  }
})

test('new choices give a new catalog and leave the old one', () => {
  const newer = catalog.withChoices('LoraLoader', 'lora_name', ['fresh'])
  expect(newer.choices('LoraLoader', 'lora_name')).toEqual(['fresh'])
  expect(catalog.choices('LoraLoader', 'lora_name')).toEqual(['style/ink.safetensors'])
})
