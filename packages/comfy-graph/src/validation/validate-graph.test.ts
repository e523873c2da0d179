import { readRecording } from '@darkroom/comfy-recordings'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { edited, textToImage as good, recordedCatalog } from '../../test/graphs.ts'
import { parseGraph, readGraph, readNodeCatalog, validateGraph } from '../index.ts'

const catalog = recordedCatalog()

describe('what the recorded server refused', () => {
  const bodySchema = z.object({ prompt: z.record(z.string(), z.unknown()) })
  const answerSchema = z.object({
    error: z.object({ type: z.string() }).optional(),
    node_errors: z.record(
      z.string(),
      z.object({ errors: z.array(z.object({ type: z.string() })) }),
    ),
  })
  // Our codes; ComfyUI reports a bad link by its exception, and its own Python checks are unknown here.
  const ours: Readonly<Record<string, string | undefined>> = {
    exception_during_inner_validation: 'linked_node_missing',
    invalid_prompt: 'missing_node_type',
    custom_validation_failed: undefined,
  }

  const { events } = readRecording('validation-errors')
  const cases = events.flatMap((event, index) => {
    const [request, response] = [events[index + 1], events[index + 2]]
    if (event.kind !== 'note' || request?.kind !== 'request' || response?.kind !== 'response') {
      return []
    }
    const body = bodySchema.safeParse(request.body).data
    const answer = answerSchema.safeParse(response.body).data
    if (body === undefined || answer === undefined || Object.keys(body.prompt).length === 0)
      return []
    return [{ about: event.text, prompt: body.prompt, answer }]
  })

  test.each(cases)('$about', ({ prompt, answer }) => {
    const perNode = Object.entries(answer.node_errors).flatMap(([nodeId, { errors }]) =>
      errors.map(({ type }) => ({ nodeId, code: type in ours ? ours[type] : type })),
    )
    const whole = answer.error?.type ?? ''
    const expected = perNode.length > 0 ? perNode : [{ code: whole in ours ? ours[whole] : whole }]
    const known = expected.filter(({ code }) => code !== undefined)
    expect(validateGraph(readGraph(prompt), catalog)).toMatchObject(known)
  })

  test('there were cases to look at', () => {
    expect(cases.length).toBeGreaterThan(8)
  })
})

test('a graph without fault has no problems', () => {
  expect(validateGraph(good, catalog)).toEqual([])
})

test('a missing model comes with the names that may have been meant', () => {
  const graph = edited(good, { '1': { inputs: { ckpt_name: 'tiny-base.safetensors' } } })
  expect(validateGraph(graph, catalog)).toEqual([
    {
      nodeId: '1',
      nodeClass: 'CheckpointLoaderSimple',
      input: 'ckpt_name',
      code: 'value_not_in_list',
      message: expect.stringMatching(/Node 1 .*"ckpt_name".*did you mean "base\/tiny_base/),
      nearest: expect.arrayContaining(['base/tiny_base.safetensors']),
    },
  ])
})

test('a missing node class comes with the nearest ones', () => {
  const graph = edited(good, { '5': { class_type: 'KSamplr' } })
  expect(validateGraph(graph, catalog)).toMatchObject([
    { nodeId: '5', code: 'missing_node_type', nearest: expect.arrayContaining(['KSampler']) },
  ])
})

test('a misspelt input is mentioned where the right one is missed', () => {
  const graph = readGraph({
    '1': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_nam: 'broken.safetensors' } },
    '2': { class_type: 'VAEDecode', inputs: { vae: ['1', 2], samples: ['3', 0] } },
    '3': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
    '4': { class_type: 'SaveImage', inputs: { images: ['2', 0], filename_prefix: 'x' } },
  })
  expect(validateGraph(graph, catalog)).toMatchObject([
    {
      code: 'required_input_missing',
      input: 'ckpt_name',
      message: expect.stringContaining('"ckpt_nam"'),
    },
  ])
})

test.each([
  ['no link', ['6'], 'bad_linked_input'],
  ['a number for a node id', [6, 0], 'bad_linked_input'],
  ['an output that is not there', ['6', 1], 'linked_output_missing'],
  ['a node that is not there', ['constructor', 0], 'linked_node_missing'],
  ['another type', ['5', 0], 'return_type_mismatch'],
  ['a value where only a link makes sense', 'picture.png', 'bad_linked_input'],
])('%s is found', (_what, images, code) => {
  const graph = edited(good, { '7': { inputs: { images } } })
  expect(validateGraph(graph, catalog)).toMatchObject([{ nodeId: '7', input: 'images', code }])
})

test.each([
  ['a number as text', { steps: ' 20 ', cfg: '7.5e0' }, []],
  ['a truth value as number', { steps: true }, []],
  ['nothing', { steps: null }, ['invalid_input_type']],
  ['words', { steps: '20.5', cfg: 'much' }, ['invalid_input_type', 'invalid_input_type']],
  ['below', { cfg: -1 }, ['value_smaller_than_min']],
  ['above', { denoise: 1.01 }, ['value_bigger_than_max']],
  ['a literal array', { steps: { __value__: [1] } }, ['invalid_input_type']],
  ['an input that the class does not have', { nonsense: 'x' }, []],
])('conversion as in Python: %s', (_what, inputs, codes) => {
  const graph = edited(good, { '5': { inputs } })
  expect(validateGraph(graph, catalog).map(({ code }) => code)).toEqual(codes)
})

test('a seed of twenty digits is judged as the number that it is', () => {
  const withSeed = (digits: string) =>
    parseGraph(JSON.stringify(good).replace('"seed":11', `"seed":${digits}`))
  expect(validateGraph(withSeed('18446744073709551615'), catalog)).toEqual([])
  expect(validateGraph(withSeed('99446744073709551615'), catalog)).toMatchObject([
    { input: 'seed', code: 'value_bigger_than_max' },
  ])
})

test('what no output depends on is not looked into, as on the server', () => {
  const idle = { class_type: 'KSampler', inputs: {} }
  expect(validateGraph(edited(good, { '99': idle }), catalog)).toEqual([])
})

test('a circle is named node by node', () => {
  const graph = readGraph({
    a: { class_type: 'ImageInvert', inputs: { image: ['b', 0] } },
    b: { class_type: 'ImageInvert', inputs: { image: ['a', 0] } },
    c: { class_type: 'SaveImage', inputs: { images: ['b', 0], filename_prefix: 'x' } },
  })
  expect(validateGraph(graph, catalog)).toMatchObject([
    { code: 'dependency_cycle', message: expect.stringMatching(/a → b → a|b → a → b/) },
  ])
})

test('unions and any type fit, lists fit lists, and several choices are judged one by one', () => {
  const own = readNodeCatalog({
    Source: { output: ['INT', 'A,B', '*', ['x', 'y'], 'COMFY_MATCHTYPE_V3'] },
    Sink: {
      input: {
        required: { number: ['INT,FLOAT'], letter: ['B,C'], any: ['*'], list: [['x', 'y']] },
        optional: { many: ['COMBO', { options: ['x', 'y'], multiselect: true }], m: ['MODEL'] },
      },
      output: [],
      output_node: true,
    },
  })
  const sink = (inputs: object) =>
    readGraph({ s: { class_type: 'Source' }, k: { class_type: 'Sink', inputs } })
  const inputs = { number: ['s', 0], letter: ['s', 1], any: ['s', 0], list: ['s', 3], m: ['s', 4] }
  expect(validateGraph(sink({ ...inputs, many: { __value__: ['x', 'y'] } }), own)).toEqual([])
  expect(validateGraph(sink({ ...inputs, letter: ['s', 2] }), own)).toEqual([])
  const wrong = sink({ ...inputs, letter: ['s', 0], many: { __value__: ['x', 'z'] } })
  expect(validateGraph(wrong, own).map(({ code }) => code)).toEqual([
    'return_type_mismatch',
    'value_not_in_list',
  ])
})

test('an uploaded image is left to the server, whose list may be older than the upload', () => {
  const graph = readGraph({
    a: { class_type: 'LoadImage', inputs: { image: 'just uploaded.png' } },
    b: { class_type: 'PreviewImage', inputs: { images: ['a', 0] } },
  })
  expect(validateGraph(graph, catalog)).toEqual([])
})

test('no graph upsets it', () => {
  const link = fc.tuple(
    fc.constantFrom('0', '1', '2', '__proto__'),
    fc.integer({ min: -1, max: 3 }),
  )
  const node = fc.record({
    class_type: fc.constantFrom('KSampler', 'SaveImage', 'VAEDecode', 'toString', 'PreviewAny'),
    inputs: fc.dictionary(
      fc.constantFrom('images', 'samples', 'vae', 'steps', 'source', '__proto__'),
      fc.oneof(link, fc.jsonValue()),
    ),
  })
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('0', '1', '2'), node, { minKeys: 1 }), (any) => {
      for (const { message } of validateGraph(readGraph(any), catalog)) expect(message).not.toBe('')
    }),
  )
})
