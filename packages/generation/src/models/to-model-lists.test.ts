import { expect, test } from 'vitest'
import { catalogOf } from '../../test/catalog-of.ts'
import { displayNameOf, toModelLists } from './to-model-lists.ts'

const nothing = catalogOf({})

test('models are sorted into categories by folder, and by display name', () => {
  const lists = toModelLists(
    new Map([
      [
        'a',
        catalogOf({
          checkpoints: ['user_models/zebra.safetensors', 'merged/anime.safetensors', 'base/b.ckpt'],
          loras: ['style/ink.safetensors'],
        }),
      ],
    ]),
  )
  expect(lists.base.map(({ displayName }) => displayName)).toEqual(['base/b', 'zebra'])
  expect(lists.merged).toEqual([
    {
      filename: 'merged/anime.safetensors',
      displayName: 'merged/anime',
      category: 'merged',
      path: 'checkpoints/merged/anime.safetensors',
      servers: ['a'],
    },
  ])
  expect(lists.lora.map(({ path }) => path)).toEqual(['loras/style/ink.safetensors'])
  expect(lists.totalCount).toBe(4)
  expect(lists.hint).toBeUndefined()
})

test('what several servers have is listed once, in the first spelling', () => {
  const lists = toModelLists(
    new Map([
      ['windows', catalogOf({ checkpoints: ['merged\\m.safetensors'] })],
      ['linux', catalogOf({ checkpoints: ['merged/m.safetensors'] })],
    ]),
  )
  expect(lists.merged).toMatchObject([
    { filename: 'merged\\m.safetensors', displayName: 'merged/m', servers: ['windows', 'linux'] },
  ])
})

test('without models there is a hint', () => {
  expect(toModelLists(new Map([['a', nothing]]))).toMatchObject({ totalCount: 0 })
  expect(toModelLists(new Map()).hint).toContain('models/checkpoints')
})

test('only the extension of a model file is cut off', () => {
  expect(displayNameOf('user_models\\v1.5\\my.model.safetensors')).toBe('v1.5/my.model')
})
