import { type PromptGraph, parseGraph } from '@darkroom/comfy-graph'
import { type Json, parseExactJson } from '@darkroom/foundation'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  converter,
  drawn,
  promptOf,
  sourceOf,
  textToImage,
  withSubgraph,
  workflowOf,
} from '../../test/workflows.ts'
import {
  applyInputs,
  findInputs,
  type InputSource,
  type WorkflowInput,
  withInputEdits,
} from '../index.ts'

const source = sourceOf(workflowOf(withSubgraph()))
const found = findInputs(source)

/** The prompt with values set. */
function promptWith(
  given: Readonly<Record<string, unknown>>,
  own: InputSource = source,
  inputs = findInputs(own),
): PromptGraph {
  const applied = applyInputs(own, inputs, given)
  switch (applied.kind) {
    case 'workflow':
      return promptOf(applied.workflow)
    case 'graph':
      return applied.graph
    case 'refused':
      throw new Error(JSON.stringify(applied.problems))
  }
}

/** The inputs of a prompt that differ, as `node.input`. */
const changes = (one: PromptGraph, other: PromptGraph): readonly string[] =>
  Object.entries(other).flatMap(([id, { inputs }]) =>
    Object.entries(inputs).flatMap(([name, value]) =>
      JSON.stringify(value) === JSON.stringify(one[id]?.inputs[name]) ? [] : [`${id}.${name}`],
    ),
  )

test('values go to the slots of subgraphs, to widgets inside and to any place by its path', () => {
  const prompt = promptWith({ prompt: 'a wolf', negative_prompt: 'dull', '57:3.steps': 8, seed: 3 })
  expect(changes(source.graph, prompt).toSorted()).toEqual([
    '57:3.seed',
    '57:3.steps',
    '57:6.text',
    '57:7.text',
  ])
  expect(prompt['57:6']?.inputs.text).toBe('a wolf')
  // The place of a value that is shown outside is the slot, whichever way it is named.
  expect(promptWith({ '57:6.text': 'a hare' })['57:6']?.inputs.text).toBe('a hare')
})

test('a prompt without the editor takes values as well, and the rest of it stays', () => {
  const own: InputSource = {
    graph: promptOf(workflowOf(drawn(textToImage))),
    definitions: converter.definitions,
  }
  expect(
    changes(own.graph, promptWith({ cfg: 3.5, width: 640, '9.filename_prefix': 'a' }, own)),
  ).toEqual(['3.cfg', '5.width', '9.filename_prefix'])
})

test('seeds of any size keep their digits, and −1 is drawn by the caller', () => {
  const large = '18446744073709551557'
  for (const given of [large, BigInt(large), parseExactJson(large)]) {
    expect(JSON.stringify(promptWith({ seed: given })['57:3']?.inputs.seed)).toBe(large)
  }
  const drawnSeeds = applyInputs(source, found, { seed: -1 }, { chooseSeed: () => 12n })
  expect(drawnSeeds).toMatchObject({ values: [{ path: '57', name: 'seed', value: 12 }] })
  expect(applyInputs(source, found, { seed: -1 })).toMatchObject({
    problems: [{ key: 'seed', code: 'too_small' }],
  })
})

test('a saved seed beyond 2^53 is kept when something else is set', () => {
  const text = JSON.stringify(promptOf(workflowOf(drawn(textToImage)))).replace(
    '"seed":5',
    '"seed":18446744073709551557',
  )
  const own: InputSource = { graph: parseGraph(text), definitions: converter.definitions }
  expect(JSON.stringify(promptWith({ steps: 3 }, own))).toContain('18446744073709551557')
})

test('everything that is wrong is told at once, by key, with what may have been meant', () => {
  const applied = applyInputs(source, found, {
    promt: 'a wolf',
    steps: 2.5,
    cfg: 'much',
    denoise: 2,
    width: 1,
    sampler: 'eulerr',
    prompt: 7,
    '57:99.seed': 1,
    '57:3.model': 'x',
  })
  const problems = applied.kind === 'refused' ? applied.problems : []
  expect(problems.map(({ key, code }) => [key, code])).toEqual([
    ['promt', 'unknown_input'],
    ['steps', 'wrong_type'],
    ['cfg', 'wrong_type'],
    ['denoise', 'too_large'],
    ['width', 'too_small'],
    ['sampler', 'not_a_choice'],
    ['prompt', 'wrong_type'],
    ['57:99.seed', 'unknown_input'],
    ['57:3.model', 'unknown_input'],
  ])
  expect(problems[0]?.nearest).toContain('prompt')
  expect(problems[5]).toMatchObject({
    message: expect.stringContaining('did you mean "euler"'),
  })
})

test('two names of one value are not set together, and a name is taken in the spelling of the server', () => {
  expect(applyInputs(source, found, { prompt: 'a', '57.text': 'b' })).toMatchObject({
    problems: [{ key: '57.text', code: 'set_twice' }],
  })
  expect(promptWith({ sampler: 'EULER' })['57:3']?.inputs.sampler_name).toBe('euler')
})

test('a value that is set by its place is within the bounds that its input was given', () => {
  const bounded = withInputEdits(found, {
    inputs: { steps: { maximum: 30 }, sampler: { choices: ['euler'], key: 'method' } },
  })
  const codes = (given: Readonly<Record<string, unknown>>) => {
    const applied = applyInputs(source, bounded, given)
    return applied.kind === 'refused' ? applied.problems.map(({ code }) => code) : []
  }
  expect(codes({ '57:3.steps': 31 })).toEqual(['too_large'])
  expect(codes({ '57:3.steps': 30 })).toEqual([])
  expect(codes({ '57:3.sampler_name': 'ddim' })).toEqual(['not_a_choice'])
})

test('a picture that the server has not is missed, and its mask goes into it', () => {
  const inpaint = [
    ...textToImage.map((node) =>
      node.id === 3
        ? { ...node, from: { ...node.from, latent_image: [11, 0, 'LATENT'] as const } }
        : node,
    ),
    { id: 10, type: 'LoadImage', values: ['mine.png', 'image'] },
    {
      id: 11,
      type: 'VAEEncodeForInpaint',
      values: [6],
      from: {
        pixels: [10, 0, 'IMAGE'] as const,
        vae: [4, 2, 'VAE'] as const,
        mask: [10, 1, 'MASK'] as const,
      },
    },
  ]
  const own = sourceOf(workflowOf(drawn(inpaint)))
  const inputs = findInputs(own)
  expect(applyInputs(own, inputs, {})).toMatchObject({
    problems: [{ key: 'image', code: 'missing_input' }],
  })
  expect(applyInputs(own, inputs, { image: 'a.png', mask: 'm.png' })).toMatchObject({
    problems: [{ key: 'mask', code: 'mask_in_image' }],
  })
  expect(promptWith({ image: 'sub/a.png' }, own)['10']?.inputs.image).toBe('sub/a.png')
})

test('what a PrimitiveNode writes is set there, and one value changes one instance of a subgraph', () => {
  const primitive = { id: 30, type: 'PrimitiveNode', values: ['from outside', 'fixed'] }
  const nodes = textToImage.map((node) =>
    node.id === 6 ? { ...node, from: { ...node.from, text: [30, 0, 'STRING'] as const } } : node,
  )
  const own = sourceOf(workflowOf(drawn([...nodes, primitive])))
  expect(findInputs(own).inputs[0]).toMatchObject({
    key: 'prompt',
    default: 'from outside',
    targets: [{ path: '30', name: 'value' }],
  })
  expect(promptWith({ prompt: 'a wolf' }, own)['6']?.inputs.text).toBe('a wolf')
})

/** A value that an input takes, other than its own. */
function anyValue(input: WorkflowInput): fc.Arbitrary<Json> {
  const { type, choices = [], minimum = -1e6, maximum = 1e6 } = input
  const whole = { min: Math.max(minimum, 0), max: Math.min(maximum, 1e6) }
  switch (type) {
    case 'integer':
    case 'seed':
      return fc.integer(whole)
    case 'number':
      return fc.double({ min: Math.max(minimum, -1e6), max: Math.min(maximum, 1e6), noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'choice':
    case 'model':
    case 'lora':
      return choices.length > 0 ? fc.constantFrom(...choices) : fc.string({ minLength: 1 })
    case 'text':
      return fc.stringMatching(/^[a-z ]{1,20}$/)
    case 'image':
    case 'mask':
    case 'images':
    case 'video':
    case 'audio':
      return fc.constant('a.png')
  }
}

test('setting any input changes its places alone, and what is saved changes nothing', () => {
  for (const value of [drawn(textToImage), withSubgraph()]) {
    const own = sourceOf(workflowOf(value))
    const all = findInputs(own)
    const { inputs } = all
    const saved = Object.fromEntries(inputs.map((input) => [input.key, input.default]))
    expect(promptWith(saved, own, all)).toEqual(own.graph)
    fc.assert(
      fc.property(
        fc.constantFrom(...inputs).chain((input) => fc.tuple(fc.constant(input), anyValue(input))),
        ([{ key, targets }, given]) => {
          const sites = targets.flatMap(({ path, name }) =>
            own.editor?.values.flatMap((one) =>
              one.path === path && one.name === name
                ? one.goesTo.map(({ node, input }) => `${node}.${input}`)
                : [],
            ),
          )
          const prompt = promptWith({ [key]: given }, own, all)
          expect(sites).toEqual(expect.arrayContaining([...changes(own.graph, prompt)]))
          for (const site of sites) {
            const [node = '', input = ''] = site?.split('.') ?? []
            expect(prompt[node]?.inputs[input]).toEqual(given)
          }
        },
      ),
      { numRuns: 60 },
    )
  }
})
