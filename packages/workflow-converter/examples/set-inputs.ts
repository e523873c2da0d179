import {
  applyInputs,
  createConverter,
  findInputs,
  findOutputs,
  readEditorWorkflow,
  toInputSource,
} from '@darkroom/workflow-converter'

// What a server has, as GET /object_info tells of it; here only what the workflow needs.
const link = (type: string): readonly string[] => [type]
const objectInfo = {
  CheckpointLoaderSimple: {
    input: { required: { ckpt_name: [['dream.safetensors']] } },
    output: ['MODEL', 'CLIP', 'VAE'],
  },
  CLIPTextEncode: {
    input: { required: { text: ['STRING', { multiline: true }], clip: link('CLIP') } },
    output: ['CONDITIONING'],
  },
  EmptyLatentImage: {
    input: { required: { width: ['INT', { min: 16, max: 16384 }], height: ['INT', {}] } },
    output: ['LATENT'],
  },
  KSampler: {
    input: {
      required: {
        model: link('MODEL'),
        seed: ['INT', { min: 0, max: 2 ** 64 }],
        steps: ['INT', { min: 1, max: 10000 }],
        sampler_name: [['euler', 'ddim']],
        positive: link('CONDITIONING'),
        negative: link('CONDITIONING'),
        latent_image: link('LATENT'),
      },
    },
    output: ['LATENT'],
  },
  VAEDecode: {
    input: { required: { samples: link('LATENT'), vae: link('VAE') } },
    output: ['IMAGE'],
  },
  SaveImage: {
    input: { required: { images: link('IMAGE'), filename_prefix: ['STRING', {}] } },
    output: [],
    output_node: true,
  },
}

// A workflow as the editor saves it: links are [id, from node, output, to node, input, type].
const saved = {
  nodes: [
    { id: 4, type: 'CheckpointLoaderSimple', widgets_values: ['dream.safetensors'] },
    { id: 5, type: 'EmptyLatentImage', widgets_values: [512, 512] },
    {
      id: 6,
      type: 'CLIPTextEncode',
      widgets_values: ['a fox'],
      inputs: [{ name: 'clip', type: 'CLIP', link: 1 }],
    },
    {
      id: 7,
      type: 'CLIPTextEncode',
      widgets_values: ['blurry'],
      inputs: [{ name: 'clip', type: 'CLIP', link: 2 }],
    },
    {
      id: 3,
      type: 'KSampler',
      widgets_values: [5, 'randomize', 20, 'euler'],
      inputs: [
        { name: 'model', type: 'MODEL', link: 3 },
        { name: 'positive', type: 'CONDITIONING', link: 4 },
        { name: 'negative', type: 'CONDITIONING', link: 5 },
        { name: 'latent_image', type: 'LATENT', link: 6 },
      ],
    },
    {
      id: 8,
      type: 'VAEDecode',
      inputs: [
        { name: 'samples', type: 'LATENT', link: 7 },
        { name: 'vae', type: 'VAE', link: 8 },
      ],
    },
    {
      id: 9,
      type: 'SaveImage',
      widgets_values: ['fox'],
      inputs: [{ name: 'images', type: 'IMAGE', link: 9 }],
    },
  ],
  links: [
    [1, 4, 1, 6, 0, 'CLIP'],
    [2, 4, 1, 7, 0, 'CLIP'],
    [3, 4, 0, 3, 0, 'MODEL'],
    [4, 6, 0, 3, 1, 'CONDITIONING'],
    [5, 7, 0, 3, 2, 'CONDITIONING'],
    [6, 5, 0, 3, 3, 'LATENT'],
    [7, 3, 0, 8, 0, 'LATENT'],
    [8, 4, 2, 8, 1, 'VAE'],
    [9, 8, 0, 9, 0, 'IMAGE'],
  ],
}

const converter = createConverter(objectInfo)
const { workflow } = readEditorWorkflow(saved)
if (workflow === undefined) throw new Error('this is no workflow')

const source = toInputSource(workflow, converter.convert(workflow), converter.definitions)
const found = findInputs(source)
for (const { key, type, default: value } of found.inputs) console.log(`${key} (${type}): ${value}`)
for (const { node, type } of findOutputs(source)) console.log(`node ${node} makes: ${type}`)

const applied = applyInputs(source, found, { prompt: 'a wolf', seed: 7, '5.width': 768 })
if (applied.kind === 'workflow')
  console.log(converter.convert(applied.workflow).prompt['6']?.inputs)

const refused = applyInputs(source, found, { promt: 'a wolf', steps: 0, sampler: 'eulr' })
if (refused.kind === 'refused') for (const { message } of refused.problems) console.log(message)
