import { expect, test } from 'vitest'
import type { EntryRecord } from '../entry-record.ts'
import type { GalleryFilter } from '../gallery-query.ts'
import { unknownImage } from '../metadata-module.ts'
import { GalleryIndex } from './gallery-index.ts'

const record = (name: string, facts: Partial<EntryRecord>): EntryRecord => {
  const { complete: _, createdAt: __, ...unknown } = unknownImage
  const file = {
    name,
    size: 1,
    mtimeMs: 1,
    createdMs: 1,
    stamp: 1,
    damaged: false,
    hiddenRead: false,
  }
  return { ...unknown, ...file, ...facts }
}

function createIndex(...facts: readonly Partial<EntryRecord>[]): GalleryIndex {
  const index = new GalleryIndex()
  index.apply(
    '',
    facts.map((each, number) => record(`${number}.png`, each)),
  )
  return index
}

const namesOf = (index: GalleryIndex, filter: GalleryFilter): string =>
  index
    .query(filter, {})
    .items.map(({ name }) => name[0])
    .sort()
    .join('')

test('samplers are one thing in facets and filters, and keep their own name', () => {
  const names = ['UniPC', 'uni_pc', 'Euler a', 'k_euler_ancestral', 'DPM++ 2M Karras', 'dpmpp_2m']
  const index = createIndex(...names.map((sampler) => ({ recipe: { sampler } })))
  expect(index.facets({}).samplers).toEqual([
    { value: 'dpmpp_2m', count: 2 },
    { value: 'euler_ancestral', count: 2 },
    { value: 'uni_pc', count: 2 },
  ])
  expect(namesOf(index, { sampler: 'Euler A' })).toBe('23')
  expect(namesOf(index, { sampler: 'uni_pc' })).toBe('01')
  expect(
    index
      .query({ sampler: 'uni_pc' }, {})
      .items.map(({ recipe }) => recipe.sampler)
      .sort(),
  ).toEqual(['UniPC', 'uni_pc'])
})

test('a model is found without its folder, ending and case, and with the separators of both systems', () => {
  const names = [
    'base\\Dream_XL.safetensors',
    'base/dream_xl.safetensors',
    'other/dream_xl.safetensors',
    'Dream_XL',
    'dream_xl.ckpt',
    'v1.5',
  ]
  const index = createIndex(...names.map((model) => ({ recipe: { model } })))
  expect(namesOf(index, { model: 'dream_xl' })).toBe('01234')
  expect(namesOf(index, { model: 'DREAM_XL.safetensors' })).toBe('012')
  expect(namesOf(index, { model: 'dream_xl.ckpt' })).toBe('4')
  expect(namesOf(index, { model: 'base/dream_xl' })).toBe('01')
  expect(namesOf(index, { model: 'BASE\\dream_xl.safetensors' })).toBe('01')
  expect(namesOf(index, { model: 'v1.5' })).toBe('5')
  expect(namesOf(index, { model: 'dream' })).toBe('')
  const { models } = index.facets({})
  expect(models).toHaveLength(5)
  expect(models[0]?.count).toBe(2)
})

test('a LoRA is named as a model is, and counts once in a picture that spells it twice', () => {
  const strengths = { strength_model: 1, strength_clip: 1 }
  const loras = ['style/ink.safetensors', 'style\\Ink.safetensors'].map((name) => ({
    name,
    ...strengths,
  }))
  const index = createIndex({ recipe: { loras } }, { recipe: { loras: loras.slice(1) } })
  expect(namesOf(index, { lora: 'ink' })).toBe('01')
  expect(index.facets({}).loras.map(({ count }) => count)).toEqual([2])
})

test('tags and words are found in any case, with dots or without', () => {
  const index = createIndex(
    { tags: ['İstanbul'], recipe: { prompt: 'İSTANBUL by night' } },
    { tags: ['istanbul', 'ISTANBUL'] },
  )
  expect(namesOf(index, { keyword: 'istanbul' })).toBe('0')
  expect(namesOf(index, { tag: 'istanbul' })).toBe('01')
  expect(index.facets({}).tags).toEqual([{ value: expect.any(String), count: 2 }])
})
