import { readGraph } from '@darkroom/comfy-graph'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  applyInputs,
  findInputs,
  findOutputs,
  type InputSource,
  inputAt,
  readEditorWorkflow,
  toInputSource,
  toJsonSchema,
  withInputEdits,
} from '../src/index.ts'
import { converter } from './workflows.ts'

const ids = ['1', '2', '3', '4', '__proto__']
const classes = [
  'KSampler',
  'KSamplerAdvanced',
  'CLIPTextEncode',
  'LoadImage',
  'VAEEncode',
  'PrimitiveInt',
  'PrimitiveStringMultiline',
  'ComfySwitchNode',
  'CustomCombo',
  'ResizeImageMaskNode',
  'ETN_Parameter',
  'ComfyUIDeployExternalText',
  'SaveImage',
  'toString',
]
const names = [
  'model',
  'positive',
  'negative',
  'latent_image',
  'seed',
  'noise_seed',
  'text',
  'image',
  'pixels',
  'mask',
  'value',
  'switch',
  'on_true',
  'on_false',
  'choice',
  'default_value',
  'resize_type',
  'resize_type.width',
  '__proto__',
  'constructor',
]
const link = fc.tuple(fc.constantFrom(...ids), fc.nat(3))
const value = fc.oneof(link, fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('input: x', 7, true))
const title = fc.constantFrom('Seed', 'input: x', 'Positive Prompt', '', 'constructor')
const graph = fc.dictionary(
  fc.constantFrom(...ids),
  fc.record({
    class_type: fc.constantFrom(...classes),
    inputs: fc.dictionary(fc.constantFrom(...names), value),
    _meta: fc.record({ title }),
  }),
  { minKeys: 1 },
)

const linearData = fc.record({
  inputs: fc.array(
    fc.tuple(
      fc.constantFrom<unknown>(1, '1:2', 'a:2', 'a:1:seed', null, '%'),
      fc.constantFrom(...names),
    ),
  ),
  outputs: fc.array(fc.jsonValue()),
})
const drawnNode = fc.record({
  id: fc.constantFrom(1, 2, 3),
  type: fc.constantFrom(...classes, 'a', 'b', 'PrimitiveNode'),
  mode: fc.constantFrom(0, 0, 2, 4),
  inputs: fc.array(
    fc.record({
      name: fc.constantFrom(...names),
      link: fc.option(fc.nat(4)),
      widget: fc.record({ name: fc.constantFrom(...names) }),
    }),
    { maxLength: 4 },
  ),
  widgets_values: fc.array(value, { maxLength: 6 }),
  properties: fc.record({
    proxyWidgets: fc.array(fc.tuple(fc.constantFrom('-1', '1', '2'), fc.constantFrom(...names))),
  }),
})
const drawnLink = fc.tuple(
  fc.nat(4),
  fc.constantFrom(1, 2, 3, -10),
  fc.nat(2),
  fc.constantFrom(1, 2, -20),
  fc.nat(2),
)
const drawnGraph = {
  nodes: fc.array(drawnNode, { maxLength: 4 }),
  links: fc.array(drawnLink, { maxLength: 5 }),
}
const subgraph = fc.record({
  ...drawnGraph,
  id: fc.constantFrom('a', 'b'),
  inputs: fc.array(fc.record({ name: fc.constantFrom(...names), linkIds: fc.array(fc.nat(4)) }), {
    maxLength: 3,
  }),
})
const workflow = fc.record({
  ...drawnGraph,
  definitions: fc.record({ subgraphs: fc.array(subgraph, { maxLength: 2 }) }),
  extra: fc.record({ linearData }),
})

/** Everything that can be asked of a workflow; keys are never given twice, and what was saved fits. */
function tryAll(source: InputSource): void {
  const found = findInputs(source)
  const edited = withInputEdits(found, { inputs: { prompt: { key: 'what', maximum: 3 } } })
  const all = [...edited.inputs, ...edited.hidden]
  expect(new Set(all.map(({ key }) => key)).size).toBe(all.length)
  toJsonSchema(all)
  findOutputs(source)
  for (const path of ids) for (const name of names) inputAt(`${path}.${name}`, source)
  const saved = found.inputs.flatMap(({ key, default: own }) =>
    own === undefined ? [] : [[key, own]],
  )
  const applied = applyInputs(source, found, Object.fromEntries(saved))
  const wrong = applied.kind === 'refused' ? applied.problems.map(({ code }) => code) : []
  expect(wrong.filter((code) => code !== 'missing_input' && code !== 'set_twice')).toEqual([])
}

test('no prompt upsets the search for inputs', () => {
  const { definitions } = converter
  fc.assert(fc.property(graph, (any) => tryAll({ graph: readGraph(any), definitions })))
})

test('no workflow of the editor upsets the search for inputs', () => {
  fc.assert(
    fc.property(workflow, (any) => {
      const reading = readEditorWorkflow(any)
      if (reading.workflow === undefined) return
      tryAll(
        toInputSource(reading.workflow, converter.convert(reading.workflow), converter.definitions),
      )
    }),
  )
})
