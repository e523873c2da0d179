import { describe, expect, test } from 'vitest'
import { createConverter } from '../converter.ts'
import { readEditorWorkflow } from '../editor/read-editor-workflow.ts'
import { bypassIndex } from './resolve-links.ts'
import { isCompatible } from './types.ts'

const slots = (...types: string[]) => types.map((type, index) => ({ name: `${index}`, type }))

describe('a bypassed node hands on', () => {
  test.each([
    ['the input of the same number when it fits', ['MODEL', 'CLIP'], 1, 'CLIP', 'CLIP', 1],
    ['the first of the wanted type otherwise', ['IMAGE', 'MODEL', 'MODEL'], 0, 'MODEL', 'MODEL', 1],
    [
      'the first that fits when none is of that type',
      ['VAE', 'IMAGE,MASK'],
      0,
      'IMAGE',
      'IMAGE',
      1,
    ],
    ['nothing when none fits', ['VAE', 'CLIP'], 0, 'IMAGE', 'IMAGE', -1],
    ['the input of the same number to what takes anything', ['VAE', 'CLIP'], 1, 'IMAGE', '*', 1],
    ['the first input to what takes anything when there are fewer', ['VAE'], 3, 'IMAGE', '*', 0],
  ])('%s', (_, types, slot, given, wanted, index) => {
    expect(bypassIndex(slots(...types), { slot, given, wanted })).toBe(index)
  })
})

test.each([
  ['IMAGE', 'image', true],
  ['IMAGE,MASK', 'mask', true],
  ['IMAGE', 'MASK', false],
  ['*', 'MASK', true],
  ['MASK', '', true],
  ['IMAGE,*', 'MASK', true],
])('%s and %s: %s', (one, other, fits) => {
  expect(isCompatible(one, other)).toBe(fits)
  expect(isCompatible(other, one)).toBe(fits)
})

const converter = createConverter({
  Load: { input: { required: {} }, output: ['MODEL', 'CLIP'] },
  Switch: { input: { required: { first: ['*'], second: ['*'] } }, output: ['*', '*'] },
  Patch: { input: { required: { clip: ['CLIP'], model: ['MODEL'] } }, output: ['CLIP', 'MODEL'] },
  Encode: { input: { required: { clip: ['CLIP'] } }, output: ['CONDITIONING'] },
})

function inputsOf(saved: unknown, id: string): unknown {
  const { workflow } = readEditorWorkflow(saved)
  return workflow && converter.convert(workflow).prompt[id]?.inputs
}

/** A node with links by the names of its inputs. */
const node = (
  id: number,
  type: string,
  links: Readonly<Record<string, number>>,
  more?: object,
) => ({
  id,
  type,
  inputs: Object.entries(links).map(([name, link]) => ({ name, type: '*', link })),
  ...more,
})

test('behind a bypassed node the type of its input is wanted, and no longer that of the first', () => {
  const nodes = [
    node(1, 'Load', {}),
    node(2, 'Patch', { clip: 1, model: 2 }, { mode: 4 }),
    node(3, 'Switch', { first: 3, second: 4 }, { mode: 4 }),
    node(4, 'Encode', { clip: 5 }),
  ]
  const links = [
    [1, 1, 1, 2, 0, 'CLIP'],
    [2, 1, 0, 2, 1, 'MODEL'],
    [3, 2, 1, 3, 0, '*'],
    [4, 2, 1, 3, 1, '*'],
    [5, 3, 0, 4, 0, 'CLIP'],
  ]
  // The switch takes anything, so that the input of the same number is taken, whatever it carries.
  expect(inputsOf({ nodes, links }, '4')).toEqual({ clip: ['1', 0] })
})

test('outside of a subgraph the type of its slot is wanted', () => {
  const saved = {
    nodes: [
      node(1, 'Load', {}),
      node(2, 'Patch', { clip: 1, model: 2 }, { mode: 4 }),
      node(3, 'sub', { any: 3 }),
    ],
    links: [
      [1, 1, 1, 2, 0, 'CLIP'],
      [2, 1, 0, 2, 1, 'MODEL'],
      [3, 2, 1, 3, 0, '*'],
    ],
    definitions: {
      subgraphs: [
        {
          id: 'sub',
          nodes: [node(7, 'Encode', { clip: 1 })],
          links: [{ id: 1, origin_id: -10, origin_slot: 0, target_id: 7, target_slot: 0 }],
          inputs: [{ name: 'any', type: '*', linkIds: [1] }],
          outputs: [],
        },
      ],
    },
  }
  expect(inputsOf(saved, '3:7')).toEqual({ clip: ['1', 0] })
})

test('a get node finds the set node of its own extension, around its subgraph, too', () => {
  const saved = {
    nodes: [
      node(1, 'Load', {}),
      node(2, 'easy setNode', { MODEL: 1 }, { widgets_values: ['words'] }),
      node(3, 'SetNode', { CLIP: 2 }, { widgets_values: ['words'] }),
      { id: 4, type: 'sub' },
    ],
    links: [
      [1, 1, 0, 2, 0, 'MODEL'],
      [2, 1, 1, 3, 0, 'CLIP'],
    ],
    definitions: {
      subgraphs: [
        {
          id: 'sub',
          nodes: [
            node(7, 'GetNode', {}, { widgets_values: ['words'] }),
            node(8, 'Encode', { clip: 1 }),
          ],
          links: [{ id: 1, origin_id: 7, origin_slot: 0, target_id: 8, target_slot: 0 }],
        },
      ],
    },
  }
  expect(inputsOf(saved, '4:8')).toEqual({ clip: ['1', 1] })
})
