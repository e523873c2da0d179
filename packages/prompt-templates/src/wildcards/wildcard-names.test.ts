import { expect, test } from 'vitest'
import { wildcardNames } from '../index.ts'

test('the names are told once, in reading order, also those in options', () => {
  expect(wildcardNames('__b__, {__a/c__|x {__d__|}} __b__ y__e__')).toEqual(['b', 'a/c', 'd'])
  expect(wildcardNames('a fox')).toEqual([])
})

test('a name can be of any script and is composed', () => {
  expect(wildcardNames('__цвет__ __色__ __रंग__ __e\u0301te\u0301__')).toEqual([
    'цвет',
    '色',
    'रंग',
    'été',
  ])
})

test('a name can hold underscores, and is the shortest that stands by itself', () => {
  expect(wildcardNames('__a__b__ __hair_color-2__ __c__-__d__')).toEqual([
    'a__b',
    'hair_color-2',
    'c',
    'd',
  ])
})
