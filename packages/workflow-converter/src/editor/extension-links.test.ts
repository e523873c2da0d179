import { expect, test } from 'vitest'
import { createConverter } from '../converter.ts'
import { readEditorWorkflow } from './read-editor-workflow.ts'

const converter = createConverter({
  Load: { input: { required: {} }, output: ['MODEL', 'VAE'] },
  'Anything Everywhere': { input: { required: {}, optional: { anything: ['*'] } }, output: [] },
  Decode: { input: { required: { samples: ['LATENT'], vae: ['VAE'] } }, output: ['IMAGE'] },
})

function convert(saved: object) {
  const { workflow } = readEditorWorkflow(saved)
  if (workflow === undefined) throw new Error('not read')
  return converter.convert(workflow)
}

const everywhere = {
  id: 2,
  type: 'Anything Everywhere',
  inputs: [{ name: 'anything', type: 'VAE', link: 1 }],
}
const decode = {
  id: 3,
  type: 'Decode',
  inputs: [
    { name: 'samples', type: 'LATENT', link: null },
    { name: 'vae', type: 'VAE', link: null },
  ],
}
const toDecode = { upstream: '1', upstream_slot: 1, downstream: 3, downstream_slot: 1, type: 'VAE' }

const graph = (extra: object, target: object = decode) => ({
  nodes: [{ id: 1, type: 'Load' }, everywhere, target],
  links: [[1, 1, 1, 2, 0, 'VAE']],
  extra,
})

test('links that Use Everywhere would draw are taken from where it leaves them', () => {
  const { prompt, problems } = convert(graph({ ue_links: [toDecode] }))
  expect(problems).toEqual([])
  expect(prompt['3']?.inputs).toEqual({ vae: ['1', 1] })
})

test('what it would draw takes the place of a link, as when it draws', () => {
  const linked = { ...decode, inputs: [{ name: 'vae', type: 'VAE', link: 9 }] }
  const { prompt, problems } = convert(
    graph({ ue_links: [{ ...toDecode, downstream_slot: 0 }], links_added_by_ue: [9] }, linked),
  )
  expect(problems).toEqual([])
  expect(prompt['3']?.inputs).toEqual({ vae: ['1', 1] })
})

test('in a picture, whose slots have other numbers, it is the only free one of the type', () => {
  const { prompt } = convert(graph({ ue_links: [{ ...toDecode, downstream_slot: 6 }] }))
  expect(prompt['3']?.inputs).toEqual({ vae: ['1', 1] })
})

test.each([
  ['nothing is told', {}],
  ['a node is missing', { ue_links: [{ ...toDecode, downstream: 77 }] }],
  ['no slot fits', { ue_links: [{ ...toDecode, type: 'MASK' }] }],
  ['an entry is no link', { ue_links: [7] }],
])('it stays a problem when %s', (_, extra) => {
  expect(convert(graph(extra)).problems.map(({ code }) => code)).toEqual(['needs-extension'])
})

test('in a subgraph they also come in from outside, and go out', () => {
  const { prompt, problems } = convert({
    nodes: [
      { id: 1, type: 'Load' },
      { id: 4, type: 'sub', inputs: [{ name: 'vae', type: 'VAE', link: 1 }] },
      { id: 5, type: 'Show', inputs: [{ name: 'image', type: 'IMAGE', link: 2 }] },
    ],
    links: [
      [1, 1, 1, 4, 0, 'VAE'],
      [2, 4, 1, 5, 0, 'IMAGE'],
    ],
    definitions: {
      subgraphs: [
        {
          id: 'sub',
          nodes: [decode],
          links: [{ id: 3, origin_id: 3, origin_slot: 0, target_id: -20, target_slot: 0 }],
          inputs: [{ name: 'vae', type: 'VAE', linkIds: [] }],
          outputs: [
            { name: 'one', type: 'IMAGE', linkIds: [3] },
            { name: 'two', type: 'IMAGE', linkIds: [] },
          ],
          extra: {
            ue_links: [
              { ...toDecode, upstream: -10, upstream_slot: 0 },
              { upstream: 3, upstream_slot: 0, downstream: -20, downstream_slot: 0, type: 'IMAGE' },
            ],
          },
        },
      ],
    },
  })
  expect(problems.map(({ code }) => code)).toEqual(['unknown-class'])
  expect(prompt['4:3']?.inputs).toEqual({ vae: ['1', 1] })
  expect(prompt['5']?.inputs).toEqual({ image: ['4:3', 0] })
})
