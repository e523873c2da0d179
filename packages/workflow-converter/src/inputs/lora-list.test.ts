import type { PromptGraph } from '@darkroom/comfy-graph'
import { expect, test } from 'vitest'
import {
  converter,
  drawn,
  inputNamed,
  inputsOfGraph,
  keysOf,
  promptOf,
  textToImage,
  workflowOf,
} from '../../test/workflows.ts'
import { applyInputs, findInputs, toJsonSchema } from '../index.ts'

const node = (class_type: string, inputs: PromptGraph[string]['inputs']): PromptGraph[string] => ({
  class_type,
  inputs,
})

const picture = promptOf(workflowOf(drawn(textToImage)))
const sampler = picture['3']?.inputs

test('LoRAs behind one another are also one list, whose length is that of the chain', () => {
  const lora = (lora_name: string, behind: string, strength: number) =>
    node('LoraLoader', {
      ...{ lora_name, strength_model: strength, strength_clip: 0.5 },
      ...{ model: [behind, 0], clip: [behind, 1] },
    })
  const only = { lora_name: 'fast.safetensors', strength_model: 0.9, model: ['10', 0] } as const
  const graph: Record<string, PromptGraph[string]> = {
    ...picture,
    '10': lora('ink.safetensors', '4', 0.7),
    '11': node('LoraLoaderModelOnly', only),
    '3': node('KSampler', { ...sampler, model: ['11', 0] }),
  }
  const { inputs } = inputsOfGraph(graph)
  const list = inputNamed(inputs, 'loras')
  expect(list).toMatchObject({ type: 'lora', role: 'loras', required: false })
  // Who sends all that a form begins with gives nothing twice.
  expect(list).not.toHaveProperty('default')
  expect(toJsonSchema(inputs)).toMatchObject({
    properties: { loras: { type: 'array', maxItems: 2, items: { required: ['name'] } } },
  })

  const source = { graph, definitions: converter.definitions }
  const set = (loras: unknown, more = {}) => {
    const applied = applyInputs(source, findInputs(source), { loras, ...more })
    return applied.kind === 'graph'
      ? [applied.graph['10']?.inputs, applied.graph['11']?.inputs]
      : applied
  }
  const [other = ''] = list?.choices ?? []
  expect(set([{ name: other }])).toMatchObject([
    { lora_name: other, strength_model: 1, strength_clip: 1, clip: ['4', 1] },
    // Nothing loads it, but the server would refuse a name that it has not.
    { lora_name: other, strength_model: 0 },
  ])
  const two = [{ name: other, strength_model: 0.7, strength_clip: 0.5 }, { name: other }]
  expect(set(two)).toMatchObject([
    { lora_name: other, strength_model: 0.7, strength_clip: 0.5 },
    { lora_name: other, strength_model: 1, model: ['10', 0] },
  ])
  expect(set([])).toMatchObject([{ strength_model: 0, strength_clip: 0 }, { strength_model: 0 }])
  expect(set([{ name: 'nowhere' }])).toMatchObject({ problems: [{ code: 'not_a_choice' }] })
  for (const wrong of [
    'ink',
    [{ strength_model: 1 }],
    [{ name: 'a', weight: 1 }],
    [...two, two[0]],
  ]) {
    expect(set(wrong)).toMatchObject({ problems: [{ key: 'loras', code: 'wrong_type' }] })
  }
  expect(set(two, { lora_strength_clip: 1 })).toMatchObject({ problems: [{ code: 'set_twice' }] })

  // Two models have a chain each: a list would not say which is meant.
  const second = node('KSampler', { ...sampler, model: ['13', 0], latent_image: ['3', 0] })
  const models = { ...graph, '13': lora('ink.safetensors', '4', 1), '14': second }
  const saves = node('SaveLatent', { samples: ['14', 0] })
  expect(keysOf(inputsOfGraph({ ...models, '15': saves }).inputs)).not.toContain('loras')
})
