import { Buffer } from 'node:buffer'
import { deflateSync } from 'node:zlib'
import { buildPng, pngChunk } from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { defaultGraph, ksampler, node, textEncode } from '../test/graphs.ts'
import { readGraphJson } from '../test/read-graph-json.ts'
import { Budget } from './budget.ts'
import { readTexts } from './dialects/read-texts.ts'
import { toGraph } from './graph/graph.ts'
import { readGraph } from './graph/read-graph.ts'
import { createBufferSource, type Json, readImageMetadata } from './index.ts'
import { parseJson } from './json.ts'

type Nodes = Record<string, Json>

function spentOn(nodes: Nodes): Budget {
  const budget = new Budget()
  const graph = toGraph(nodes)
  const found = graph && readGraph(graph, 'ComfyUI_00001_.png', budget)
  expect(found?.source).toBe('comfyui')
  return budget
}

/** Layers of joins, each of which doubles the text of the two below it, with its own name so that no two are the same. */
function lattice(layers: number, width: number): Nodes {
  const nodes: Nodes = { '6': textEncode(['j0_0', 0]) }
  for (let layer = 0; layer < layers; layer++) {
    for (let index = 0; index < width; index++) {
      const below = layer === layers - 1 ? `leaf ${index} ${'x'.repeat(100)}` : null
      const next = (step: number): Json => [`j${layer + 1}_${(index + step) % width}`, 0]
      nodes[`j${layer}_${index}`] = node('Text Concatenate', {
        text_a: below ?? next(0),
        text_b: below ?? next(1),
        text_c: `${layer} ${index}`,
      })
    }
  }
  return nodes
}

test('a lattice of joins builds no more than the characters of one file, and says nothing then', () => {
  const nodes = { ...defaultGraph, ...lattice(50, 60) }
  expect(spentOn(nodes)).toMatchObject({ isSpent: true, left: { characters: 0 } })
  expect(readGraphJson(nodes)).toMatchObject({ source: 'comfyui', prompt: undefined, seedText: '' })
})

test('a lattice that somebody could have drawn is read whole', () => {
  expect(spentOn({ ...defaultGraph, ...lattice(5, 3) }).isSpent).toBe(false)
})

test('one budget for all graphs of a file', () => {
  const text = JSON.stringify({ ...defaultGraph, ...lattice(50, 60) })
  const budget = new Budget()
  readTexts(new Map([['prompt', text]]), 'a.png', budget)
  const found = readTexts(new Map([['Comment', JSON.stringify(defaultGraph)]]), 'a.png', budget)
  expect(budget.left.characters).toBe(0)
  expect(found[0]).toEqual({ source: 'comfyui' })
})

test('a node with a hundred thousand inputs costs as much as one with a few hundred', () => {
  const inputs: Nodes = {}
  for (let index = 0; index < 100_000; index++) inputs[`conditioning_${index}`] = ['6', 0]
  const wide = (type: string): Nodes => ({
    ...defaultGraph,
    '3': ksampler({ positive: ['20', 0] }),
    '20': node(type, inputs),
  })
  for (const type of ['ConditioningMultiCombine', 'Any Switch', 'Text Concatenate']) {
    const { left } = spentOn(wide(type))
    const before = new Budget().left
    expect(before.links - left.links).toBeLessThan(5000)
    expect(before.edges - left.edges).toBeLessThan(20_000)
  }
})

test('many samplers before one another are looked at within the budget', () => {
  const nodes: Nodes = { ...defaultGraph }
  for (let index = 0; index < 3000; index++)
    nodes[`s${index}`] = ksampler({ latent_image: index === 0 ? ['5', 0] : [`s${index - 1}`, 0] })
  nodes['8'] = node('VAEDecode', { samples: ['s2999', 0], vae: ['4', 2] })
  expect(spentOn(nodes).left.edges).toBeGreaterThan(0)
})

test('long JSON with more values or levels than any graph has is no JSON', () => {
  expect(parseJson(`[${'[],'.repeat(400_000)}1]`)).toBeUndefined()
  expect(parseJson('['.repeat(20_000_000))).toBeUndefined()
  const long = JSON.stringify({ image: '['.repeat(2_000_000), values: [1, 2] })
  expect(parseJson(long)).toMatchObject({ values: [1, 2] })
})

test('a hundred texts that each inflate to a megabyte are read up to the budget of the file', () => {
  const packed = deflateSync(Buffer.alloc(1024 * 1024, 'x'))
  const before = Array.from({ length: 100 }, (_, index) =>
    pngChunk('zTXt', Buffer.concat([Buffer.from(`text ${index}\0\0`, 'latin1'), packed])),
  )
  const source = createBufferSource(buildPng({ before }))
  const { raw = {} } = readImageMetadata({ name: 'a.png', source }, { raw: true })
  expect(Object.keys(raw)).toHaveLength(64)
})
