interface Slot {
  readonly name: string
  readonly type: string
  readonly link?: number
}

const input = (name: string, type: string, link: number): Slot => ({ name, type, link })
const output = (type: string, ...links: number[]) => ({ name: type, type, links })

/** A text-to-image as the editor saves it (format 0.4), with a null and a seed of twenty digits in it. */
export const editorWorkflow = ({
  seed = '18446744073709551557',
  model = 'base/dreamscape_xl.safetensors',
} = {}) =>
  JSON.stringify({
    last_node_id: 9,
    last_link_id: 9,
    nodes: [
      {
        id: 4,
        type: 'CheckpointLoaderSimple',
        mode: 0,
        inputs: [],
        outputs: [output('MODEL', 1), output('CLIP', 3, 5), output('VAE', 8)],
        widgets_values: [model],
      },
      {
        id: 5,
        type: 'EmptyLatentImage',
        mode: 0,
        inputs: [],
        outputs: [output('LATENT', 2)],
        widgets_values: [64, 64, 1],
      },
      {
        id: 6,
        type: 'CLIPTextEncode',
        title: 'Positive Prompt',
        mode: 0,
        inputs: [input('clip', 'CLIP', 3)],
        outputs: [output('CONDITIONING', 4)],
        widgets_values: ['a red boat'],
      },
      {
        id: 7,
        type: 'CLIPTextEncode',
        mode: 0,
        inputs: [input('clip', 'CLIP', 5)],
        outputs: [output('CONDITIONING', 6)],
        widgets_values: ['blurry'],
      },
      {
        id: 3,
        type: 'KSampler',
        mode: 0,
        inputs: [
          input('model', 'MODEL', 1),
          input('positive', 'CONDITIONING', 4),
          input('negative', 'CONDITIONING', 6),
          input('latent_image', 'LATENT', 2),
        ],
        outputs: [output('LATENT', 7)],
        widgets_values: ['SEED', 'fixed', 4, 6.5, 'euler', 'normal', 1],
      },
      {
        id: 8,
        type: 'VAEDecode',
        mode: 0,
        inputs: [input('samples', 'LATENT', 7), input('vae', 'VAE', 8)],
        outputs: [output('IMAGE', 9)],
        widgets_values: null,
      },
      {
        id: 9,
        type: 'SaveImage',
        mode: 0,
        inputs: [input('images', 'IMAGE', 9)],
        outputs: [],
        widgets_values: ['boats', null],
      },
    ],
    links: [
      [1, 4, 0, 3, 0, 'MODEL'],
      [2, 5, 0, 3, 3, 'LATENT'],
      [3, 4, 1, 6, 0, 'CLIP'],
      [4, 6, 0, 3, 1, 'CONDITIONING'],
      [5, 4, 1, 7, 0, 'CLIP'],
      [6, 7, 0, 3, 2, 'CONDITIONING'],
      [7, 3, 0, 8, 0, 'LATENT'],
      [8, 4, 2, 8, 1, 'VAE'],
      [9, 8, 0, 9, 0, 'IMAGE'],
    ],
    version: 0.4,
  }).replace('"SEED"', seed)

/** The same with a second sampler and its own picture, both with a seed that the editor draws for each run. */
export function workflowOfTwoSeeds(): string {
  const saved: {
    nodes: { id: number; type: string; widgets_values: unknown }[]
    links: unknown[]
  } = JSON.parse(editorWorkflow())
  const second = (id: number, to: number, inputs: readonly Slot[]) => ({
    ...saved.nodes.find((node) => node.id === id),
    id: to,
    inputs,
    outputs: to === 13 ? [output('LATENT', 17)] : to === 18 ? [output('IMAGE', 20)] : [],
  })
  const nodes = [
    ...saved.nodes,
    second(3, 13, [
      input('model', 'MODEL', 11),
      input('positive', 'CONDITIONING', 14),
      input('negative', 'CONDITIONING', 16),
      input('latent_image', 'LATENT', 12),
    ]),
    second(8, 18, [input('samples', 'LATENT', 17), input('vae', 'VAE', 19)]),
    second(9, 19, [input('images', 'IMAGE', 20)]),
  ].map((node) =>
    node.type === 'KSampler'
      ? { ...node, widgets_values: [node.id, 'randomize', 2, 6.5, 'euler', 'normal', 1] }
      : node,
  )
  const links = [
    ...saved.links,
    [11, 4, 0, 13, 0, 'MODEL'],
    [12, 5, 0, 13, 3, 'LATENT'],
    [14, 6, 0, 13, 1, 'CONDITIONING'],
    [16, 7, 0, 13, 2, 'CONDITIONING'],
    [17, 13, 0, 18, 0, 'LATENT'],
    [19, 4, 2, 18, 1, 'VAE'],
    [20, 18, 0, 19, 0, 'IMAGE'],
  ]
  return JSON.stringify({ ...saved, nodes, links })
}
