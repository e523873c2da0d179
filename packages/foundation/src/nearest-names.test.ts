import fc from 'fast-check'
import { expect, test } from 'vitest'
import { didYouMean, nearestNames } from './nearest-names.ts'

test('the nearest names come first, whatever folder and ending', () => {
  const models = [
    'merged/anime_mix.safetensors',
    'base/dreamscape_xl.safetensors',
    'base/photoreal_v5.safetensors',
    'user_models/portrait_v2.safetensors',
  ]
  expect(nearestNames('dreamscape', models)[0]).toBe('base/dreamscape_xl.safetensors')
  expect(nearestNames('photorael_v5.ckpt', models)[0]).toBe('base/photoreal_v5.safetensors')
  expect(nearestNames('AnimeMix', models)[0]).toBe('merged/anime_mix.safetensors')
  expect(nearestNames('zzzzzz', models)).toEqual([])
})

test('no more names than asked for, each once', () => {
  expect(nearestNames('euler', ['euler_a', 'eulers', 'euler', 'euler_b'], { limit: 2 })).toEqual([
    'euler',
    'eulers',
  ])
  expect(nearestNames('a', ['a', 'a'])).toEqual(['a'])
})

test('a folder of Windows is a folder, with or without a space behind it', () => {
  expect(nearestNames('fox', ['base\\fox.safetensors', 'base/ [fox].ckpt'])).toEqual([
    'base/ [fox].ckpt',
    'base\\fox.safetensors',
  ])
})

test('letters that are composed otherwise are the same letters', () => {
  expect(nearestNames('caf\u00e9', ['cafe\u0301', 'cof'])[0]).toBe('cafe\u0301')
})

test('a known name is nearest to itself, and every answer is a known name', () => {
  const names = fc.uniqueArray(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 })
  fc.assert(
    fc.property(names, fc.string(), (known, wanted) => {
      const [name = ''] = known
      expect(nearestNames(name, known, { limit: known.length })).toContain(name)
      for (const answer of nearestNames(wanted, known)) expect(known).toContain(answer)
    }),
  )
})

test('a question ends the sentence, and nothing is asked when nothing is near', () => {
  expect(`No fxo${didYouMean(['fox'])}`).toBe('No fxo; did you mean "fox"?')
  expect(didYouMean(['a"b', 'c'])).toBe('; did you mean "a\\"b" or "c"?')
  expect(didYouMean([])).toBe('')
})

test('a name of megabytes costs nothing to tell apart', () => {
  expect(nearestNames('a'.repeat(4_000_000), ['dreamscape_xl.safetensors'])).toEqual([])
})
