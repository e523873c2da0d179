import { readObjectInfoText } from '@darkroom/comfy-recordings'
import { type NodeCatalog, type PromptGraph, readNodeCatalog } from '../src/index.ts'

/** The recorded catalog of a ComfyUI 0.8.0. */
export const recordedCatalog = (): NodeCatalog => readNodeCatalog(JSON.parse(readObjectInfoText()))

/** A picture of a text, as the recorded server can make it. */
export const textToImage: PromptGraph = {
  '1': {
    class_type: 'CheckpointLoaderSimple',
    inputs: { ckpt_name: 'base/tiny_base.safetensors' },
  },
  '2': {
    class_type: 'CLIPTextEncode',
    inputs: { clip: ['1', 1], text: 'a quiet harbour at dawn' },
  },
  '3': { class_type: 'CLIPTextEncode', inputs: { clip: ['1', 1], text: 'blurry' } },
  '4': { class_type: 'EmptyLatentImage', inputs: { width: 128, height: 128, batch_size: 1 } },
  '5': {
    class_type: 'KSampler',
    inputs: {
      model: ['1', 0],
      positive: ['2', 0],
      negative: ['3', 0],
      latent_image: ['4', 0],
      seed: 11,
      steps: 4,
      cfg: 7,
      sampler_name: 'euler',
      scheduler: 'normal',
      denoise: 1,
    },
  },
  '6': { class_type: 'VAEDecode', inputs: { samples: ['5', 0], vae: ['1', 2] } },
  '7': { class_type: 'SaveImage', inputs: { images: ['6', 0], filename_prefix: 'darkroom' } },
}

/** A graph with other inputs in some nodes, or with more nodes. */
export const edited = (
  graph: PromptGraph,
  changes: Readonly<Record<string, Partial<PromptGraph[string]>>>,
): PromptGraph =>
  Object.fromEntries(
    Object.entries({ ...graph, ...changes }).map(([id, node]) => [
      id,
      {
        class_type: node.class_type ?? graph[id]?.class_type ?? '',
        inputs: { ...graph[id]?.inputs, ...node.inputs },
      },
    ]),
  )
