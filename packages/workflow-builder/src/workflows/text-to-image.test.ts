import { parseGraph, validateGraph } from '@darkroom/comfy-graph'
import { readRecording } from '@darkroom/comfy-recordings'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyRequest, recordedCatalog, request, withModelsOf } from '../../test/graphs.ts'
import { InvalidParameterError, loadBuiltInWorkflows, textToImage } from '../index.ts'
import { workflow } from './text-to-image.ts'

test('the graph is the one that ComfyUI was recorded to run, titles apart', () => {
  const submitted = readRecording('txt2img').events.find(
    (event) => event.kind === 'request' && event.path === '/prompt',
  )
  const graph = textToImage(request, { filenamePrefix: 'rec' }).toPrompt()
  expect(submitted).toMatchObject({
    body: {
      prompt: Object.fromEntries(
        Object.entries(graph).map(([id, { class_type, inputs }]) => [id, { class_type, inputs }]),
      ),
    },
  })
})

test('every LoRA is applied to model and text encoder, in the order given', () => {
  const graph = textToImage({
    ...request,
    loras: [
      { name: 'first', strength_model: 0.8, strength_clip: 0.5 },
      { name: 'second', strength_model: -1, strength_clip: 1 },
    ],
  }).toPrompt()
  expect(graph['2']).toMatchObject({
    class_type: 'LoraLoader',
    inputs: {
      lora_name: 'first',
      strength_model: 0.8,
      strength_clip: 0.5,
      model: ['1', 0],
      clip: ['1', 1],
    },
  })
  expect(graph['3']?.inputs).toMatchObject({
    lora_name: 'second',
    model: ['2', 0],
    clip: ['2', 1],
  })
  const nodes = Object.values(graph)
  expect(nodes.find((node) => node.class_type === 'KSampler')?.inputs.model).toEqual(['3', 0])
  expect(nodes.find((node) => node.class_type === 'CLIPTextEncode')?.inputs.clip).toEqual(['3', 1])
})

test('a thousand LoRAs are no harder than one', () => {
  const loras = Array.from({ length: 1000 }, (_, n) => ({
    name: `${n}`,
    strength_model: 1,
    strength_clip: 1,
  }))
  expect(Object.keys(textToImage({ ...request, loras }).toPrompt())).toHaveLength(1007)
})

test('the output node is named, so that its images can be told from others', () => {
  const workflow = textToImage(request)
  const [id = ''] = workflow.outputNodeIds
  expect(workflow.outputNodeIds).toHaveLength(1)
  expect(workflow.toPrompt()[id]?.class_type).toBe('SaveImage')
})

test('the graph cannot be changed', () => {
  const graph = textToImage(request).toPrompt()
  expect(Object.isFrozen(graph)).toBe(true)
  for (const node of Object.values(graph)) expect(Object.isFrozen(node.inputs)).toBe(true)
})

test.each([
  ['seed', { seed: -1 }],
  ['seed', { seed: 2 ** 53 }],
  ['seed', { seed: 1.5 }],
  ['steps', { steps: 0 }],
  ['width', { resolution: { width: 512.5, height: 512 } }],
  ['batch_size', { batch_size: 0 }],
  ['cfg', { cfg: Number.NaN }],
  ['strength_model', { loras: [{ name: 'x', strength_model: Infinity, strength_clip: 1 }] }],
])('a wrong %s is refused and named', (field, wrong) => {
  expect(() => textToImage({ ...request, ...wrong })).toThrow(
    expect.objectContaining({ name: InvalidParameterError.name, field }),
  )
})

test('any request gives a graph that the recorded server would run, once it has the models', () => {
  const catalog = recordedCatalog()
  fc.assert(
    fc.property(anyRequest, (any) => {
      const graph = textToImage(any).toPrompt()
      expect(validateGraph(graph, withModelsOf(catalog, any))).toEqual([])
    }),
  )
})

test('any graph survives JSON, its seed to the digit', () => {
  fc.assert(
    fc.property(anyRequest, (any) => {
      const text = JSON.stringify(textToImage(any).toPrompt())
      expect(text).toContain(`"seed":${any.seed},`)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(textToImage(any).toPrompt())))
      for (const node of Object.values(textToImage(any).toPrompt())) {
        expect(node).toMatchObject({ inputs: {}, _meta: { title: expect.stringMatching(/./) } })
      }
    }),
  )
})

test('the entry takes what may be asked, with its limits, and nothing else', () => {
  const asked = { prompt: 'a fox', model: 'base/tiny_base.safetensors' }
  expect(workflow.inputs.parse(asked)).toMatchObject({ steps: 20, sampler: 'euler', loras: [] })
  expect(workflow.inputs.safeParse({ ...asked, steps: 151 }).success).toBe(false)
  expect(workflow.inputs.safeParse({ ...asked, denoise: 0.5 }).success).toBe(false)
})

test('what was stored is run although limits have changed since, and what is something else is not', () => {
  expect(workflow.open({ ...request, steps: 9_999 })?.inputs).toMatchObject({ steps: 9_999 })
  expect(workflow.open({ prompt: 'a fox' })).toBeUndefined()
  expect(workflow.open(null)).toBeUndefined()
})

test('a run names all that a server must have, and spells it as that server does', () => {
  const run = workflow.open({
    ...request,
    model: 'base\\dream.safetensors',
    loras: [
      { name: 'INK.safetensors', strength_model: 1, strength_clip: 1 },
      { name: 'unknown', strength_model: 1, strength_clip: 1 },
    ],
  })
  expect(run?.needs.map(({ path, kind }) => `${kind} ${path.join('.')}`)).toEqual([
    'model model',
    'choice sampler',
    'choice scheduler',
    'model loras.0.name',
    'model loras.1.name',
  ])
  const server = recordedCatalog()
    .withChoices('CheckpointLoaderSimple', 'ckpt_name', ['base/dream.safetensors'])
    .withChoices('LoraLoader', 'lora_name', ['ink.safetensors'])
  expect(run?.spelledFor(server).inputs).toMatchObject({
    model: 'base/dream.safetensors',
    loras: [{ name: 'ink.safetensors' }, { name: 'unknown' }],
  })
})

test('every file of the folder is a workflow that can be asked for, each by its own name', async () => {
  const names = (await loadBuiltInWorkflows()).map(({ name }) => name)
  expect(names).toContain('text-to-image')
  expect(new Set(names).size).toBe(names.length)
})

test('what was built is read back as it was', () => {
  const graph = textToImage(request).toPrompt()
  expect(parseGraph(JSON.stringify(graph))).toEqual(graph)
  fc.assert(
    fc.property(anyRequest, (any) => {
      const text = JSON.stringify(textToImage(any).toPrompt())
      expect(JSON.stringify(parseGraph(text))).toBe(text)
    }),
  )
})
