import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readObjectInfoText } from '@darkroom/comfy-recordings'
import { parseExactJson } from '@darkroom/foundation'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Conversion, createConverter, readEditorWorkflow } from '../src/index.ts'

const converter = createConverter(parseExactJson(readObjectInfoText('0.33.0')))

function convert(value: unknown): Conversion | undefined {
  const reading = readEditorWorkflow(value)
  return reading.workflow && converter.convert(reading.workflow)
}

const classes = ['KSampler', 'LoadImage', 'SaveImage', 'CustomCombo', 'SaveVideo', 'CLIPTextEncode']
const virtual = ['Reroute', 'PrimitiveNode', 'GetNode', 'SetNode', 'Note']
const types = [...classes, ...virtual, 'a', 'b', 'constructor', '__proto__', 'Nobody Knows']
const names = [
  'model',
  'seed',
  'steps',
  'text',
  'format',
  'format.codec',
  '__proto__',
  '',
  'images',
]

const id = fc.oneof(fc.integer({ min: -20, max: 6 }), fc.constantFrom('1', 'x', '__proto__'))
const name = fc.constantFrom(...names)
const value = fc.oneof(
  fc.constantFrom<unknown>('fixed', '{a|{b|c}}', '%KSampler.seed%', null, true, [], {}),
  fc.jsonValue({ maxDepth: 2 }),
)
const node = fc.record({
  id,
  type: fc.constantFrom(...types),
  mode: fc.constantFrom(0, 0, 0, 2, 4, 'x'),
  inputs: fc.array(
    fc.record({
      name,
      type: fc.constantFrom('*', 'MODEL', 'INT', 0),
      link: id,
      widget: fc.record({ name }),
    }),
    { maxLength: 4 },
  ),
  outputs: fc.array(fc.record({ type: fc.constantFrom('MODEL', '*'), links: fc.array(id) }), {
    maxLength: 2,
  }),
  widgets_values: fc.oneof(fc.array(value, { maxLength: 8 }), fc.dictionary(name, value)),
  widgets_values_named: fc.option(fc.dictionary(name, value)),
  properties: fc.record({ proxyWidgets: fc.array(fc.tuple(id, name), { maxLength: 3 }) }),
})
const end = fc.oneof(id, fc.constantFrom(-10, -20))
const link = fc.tuple(id, end, fc.nat(3), end, fc.nat(3), fc.constantFrom('MODEL', '*'))
const slot = fc.record({ name, type: fc.constantFrom('MODEL', 'INT', '*'), linkIds: fc.array(id) })
const subgraph = fc.record({
  id: fc.constantFrom('a', 'b', '__proto__'),
  nodes: fc.array(node, { maxLength: 5 }),
  links: fc.array(link, { maxLength: 8 }),
  inputs: fc.array(slot, { maxLength: 3 }),
  outputs: fc.array(slot, { maxLength: 3 }),
})

test('no workflow makes it throw, and every link of a prompt leads to a node of it', () => {
  const workflow = fc.record({
    nodes: fc.array(node, { maxLength: 8 }),
    links: fc.array(link, { maxLength: 12 }),
    definitions: fc.record({ subgraphs: fc.array(subgraph, { maxLength: 3 }) }),
  })
  fc.assert(
    fc.property(workflow, (saved) => {
      const conversion = convert(saved)
      const prompt = JSON.parse(JSON.stringify(conversion?.prompt))
      for (const { inputs } of Object.values<{ inputs: object }>(prompt)) {
        for (const input of Object.values(inputs)) {
          if (Array.isArray(input)) expect(prompt).toHaveProperty([input[0]])
        }
      }
      for (const { goesTo } of conversion?.values ?? []) expect(goesTo).not.toEqual([])
    }),
    { numRuns: 200 },
  )
})

/** The workflow with the value at a place, counted through all values of it, replaced. */
function mutated(value: unknown, place: number, by: unknown): unknown {
  let left = place
  return JSON.parse(JSON.stringify(value), (_key, inner) => (left-- === 0 ? by : inner))
}

test('no change of a real workflow makes it throw', () => {
  const folder = join(import.meta.dirname, 'fixtures/probes')
  const probes = globSync('*.json', { cwd: folder }).map((file): unknown => {
    const { ui } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    return ui
  })
  const change = fc.tuple(fc.nat(400), fc.oneof(value, id, fc.constantFrom(...types)))
  fc.assert(
    fc.property(
      fc.constantFrom(...probes),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      (probe, changes) => {
        const changed = changes.reduce((it, [place, by]) => mutated(it, place, by), probe)
        JSON.stringify(convert(changed)?.prompt)
      },
    ),
    { numRuns: 200 },
  )
})

test('a chain of 5,000 reroutes that 5,000 nodes hang on is followed once', () => {
  const count = 5_000
  const reroute = (id: number) => ({
    id,
    type: 'Reroute',
    inputs: [{ name: '', type: '*', link: id - 1 }],
  })
  const sampler = (id: number) => ({
    id,
    type: 'KSampler',
    inputs: [{ name: 'model', link: count }],
  })
  const conversion = convert({
    nodes: [
      { id: 1, type: 'CheckpointLoaderSimple' },
      ...Array.from({ length: count - 1 }, (_, index) => reroute(index + 2)),
      ...Array.from({ length: count }, (_, index) => sampler(count + 1 + index)),
    ],
    links: Array.from({ length: count }, (_, index) => [
      index + 1,
      index + 1,
      0,
      index + 2,
      0,
      '*',
    ]),
  })
  expect(conversion?.prompt[String(2 * count)]?.inputs.model).toEqual(['1', 0])
})

test('reroutes in a circle are told', () => {
  const conversion = convert({
    nodes: [
      { id: 1, type: 'Reroute', inputs: [{ name: '', link: 2 }] },
      { id: 2, type: 'Reroute', inputs: [{ name: '', link: 1 }] },
      { id: 3, type: 'KSampler', inputs: [{ name: 'model', link: 1 }] },
    ],
    links: [
      [1, 1, 0, 2, 0, '*'],
      [2, 2, 0, 1, 0, '*'],
    ],
  })
  expect(conversion?.problems).toMatchObject([{ code: 'circular-link', slot: 'model' }])
})

test('a subgraph inside itself, and subgraphs that multiply, are told', () => {
  const instances = (type: string, count: number) =>
    Array.from({ length: count }, (_, id) => ({ id, type }))
  const recursive = convert({
    nodes: instances('a', 1),
    links: [],
    definitions: { subgraphs: [{ id: 'a', nodes: instances('a', 1) }] },
  })
  expect(recursive?.problems).toMatchObject([{ code: 'recursive-subgraph', node: { id: '0:1' } }])
  const multiplying = convert({
    nodes: instances('s0', 10),
    links: [],
    definitions: {
      subgraphs: Array.from({ length: 12 }, (_, index) => ({
        id: `s${index}`,
        nodes: instances(`s${index + 1}`, 10),
      })),
    },
  })
  expect(multiplying?.problems).toMatchObject([{ code: 'too-large' }])
})

test('long texts and lists are read in time that grows with them', () => {
  const text = '{/*'.repeat(30_000)
  const conversion = convert({
    nodes: [
      { id: 1, type: 'CLIPTextEncode', widgets_values: [text] },
      { id: 2, type: 'CustomCombo', widgets_values: ['x', 0, ...Array(30_000).fill('x')] },
    ],
    links: [],
  })
  expect(Object.keys(conversion?.prompt['2']?.inputs ?? {})).toHaveLength(30_003)
})
