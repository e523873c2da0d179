import { type NodeCatalog, type PromptGraph, readNodeCatalog } from '@darkroom/comfy-graph'
import { readObjectInfoText } from '@darkroom/comfy-recordings'
import fc from 'fast-check'
import type { TextToImageInputs } from '../src/index.ts'

/** The recorded catalog of a ComfyUI 0.8.0. */
export const recordedCatalog = (): NodeCatalog => readNodeCatalog(JSON.parse(readObjectInfoText()))

export const request: TextToImageInputs = {
  prompt: 'a quiet harbour at dawn',
  negative_prompt: 'blurry',
  model: 'base/tiny_base.safetensors',
  seed: 11,
  steps: 4,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  resolution: { width: 128, height: 128 },
  loras: [],
}

const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
const strength = fc.double({ min: -100, max: 100, noNaN: true })
const eights = fc.integer({ min: 8, max: 256 }).map((times) => times * 8)

/** Any request that the recorded server could run if it had the models. */
export const anyRequest: fc.Arbitrary<TextToImageInputs> = fc.record({
  prompt: fc.string({ unit: 'binary' }),
  negative_prompt: fc.string({ unit: 'binary' }),
  model: name,
  seed: fc.maxSafeNat(),
  steps: fc.integer({ min: 1, max: 150 }),
  cfg: fc.double({ min: 1, max: 30, noNaN: true }),
  sampler: fc.constantFrom('euler', 'dpmpp_2m', 'ddim', 'uni_pc'),
  scheduler: fc.constantFrom('normal', 'karras', 'sgm_uniform'),
  resolution: fc.record({ width: eights, height: eights }),
  loras: fc.array(fc.record({ name, strength_model: strength, strength_clip: strength }), {
    maxLength: 8,
  }),
  batch_size: fc.option(fc.integer({ min: 1, max: 64 }), { nil: undefined }),
})

/** The catalog of a server with the models of a request. */
export const withModelsOf = (
  catalog: NodeCatalog,
  { model, loras }: TextToImageInputs,
): NodeCatalog =>
  catalog.withChoices('CheckpointLoaderSimple', 'ckpt_name', [model]).withChoices(
    'LoraLoader',
    'lora_name',
    loras.map((lora) => lora.name),
  )

/** A graph with other inputs in some nodes. */
export const edited = (
  graph: PromptGraph,
  changes: Readonly<Record<string, Partial<PromptGraph[string]>>>,
): PromptGraph => {
  const result = structuredClone(graph)
  return Object.fromEntries(
    Object.entries({ ...result, ...changes }).map(([id, node]) => [
      id,
      {
        class_type: node.class_type ?? result[id]?.class_type ?? '',
        inputs: { ...result[id]?.inputs, ...node.inputs },
        _meta: { title: id },
      },
    ]),
  )
}
