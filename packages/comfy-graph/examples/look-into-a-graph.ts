import { overrideGraph, parseGraph, readNodeCatalog, validateGraph } from '@darkroom/comfy-graph'

const graph = parseGraph(`{
  "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "dreamscape.safetensors"}},
  "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512, "batch_size": 1}},
  "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a fox", "clip": ["4", 1]}},
  "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "blurry", "clip": ["4", 1]}},
  "3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551557, "steps": 20, "cfg": 7,
    "sampler_name": "euler", "scheduler": "normal", "denoise": 1,
    "model": ["4", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}},
  "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}},
  "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0], "filename_prefix": "fox"}}
}`)

const { changes } = overrideGraph(graph, { prompt: 'a wolf', seed: 7 })
for (const { setting, nodeId, from, to } of changes) {
  console.log(`${setting}: node ${nodeId}, ${from} → ${to}`)
}

// What a server has: the answer of GET /object_info.
const server = readNodeCatalog({
  CheckpointLoaderSimple: {
    input: { required: { ckpt_name: [['base/dreamscape_xl.safetensors']] } },
    output: ['MODEL', 'CLIP', 'VAE'],
  },
  SaveImage: {
    input: { required: { images: ['IMAGE'], filename_prefix: ['STRING'] } },
    output_node: true,
  },
})
for (const { message } of validateGraph(graph, server)) console.log(message)
