import { type PromptGraph, readGraph } from '@darkroom/comfy-graph'
import { readObjectInfoText } from '@darkroom/comfy-recordings'
import { parseExactJson } from '@darkroom/foundation'
import {
  type Converter,
  createConverter,
  type EditorWorkflow,
  type FoundInputs,
  findInputs,
  type InputSource,
  readEditorWorkflow,
  toInputSource,
  type WorkflowInput,
} from '../src/index.ts'

/** What a server of ComfyUI 0.33.0 has. */
export const converter: Converter = createConverter(parseExactJson(readObjectInfoText('0.33.0')))

type Values = readonly unknown[]

/** A node of a workflow in the editor: what comes in, by the name of the slot, as `[node, output, type]`. */
export interface Drawn {
  readonly id: number
  readonly type: string
  readonly values?: Values
  readonly from?: Readonly<Record<string, readonly [node: number, slot: number, type: string]>>
  readonly title?: string
  readonly mode?: number
  /** What its author calls widgets. */
  readonly labels?: Readonly<Record<string, string>>
  readonly properties?: object
}

interface SavedGraph {
  readonly nodes: readonly object[]
  readonly links: readonly { readonly id: number; readonly [key: string]: unknown }[]
}

/** A graph as the editor saves it, links as objects, which it takes everywhere. */
export function drawn(nodes: readonly Drawn[], firstLink = 1): SavedGraph {
  const links: { id: number; [key: string]: unknown }[] = []
  const saved = nodes.map(({ id, type, values, from = {}, title, mode, labels = {}, ...rest }) => ({
    id,
    type,
    mode: mode ?? 0,
    ...(title !== undefined && { title }),
    ...(values !== undefined && { widgets_values: values }),
    ...rest,
    inputs: [
      ...Object.entries(from).map(([name, [origin, slot, slotType]], index) => {
        const link = firstLink + links.length
        links.push({
          id: link,
          origin_id: origin,
          origin_slot: slot,
          target_id: id,
          target_slot: index,
          type: slotType,
        })
        return { name, type: slotType, link, ...widgetOf(type, name) }
      }),
      ...Object.entries(labels).map(([name, label]) => ({
        name,
        label,
        type: '*',
        link: null,
        widget: { name },
      })),
    ],
    outputs: [],
  }))
  return { nodes: saved, links }
}

/** The editor marks a socket that takes the place of a widget. */
function widgetOf(type: string, name: string): { readonly widget?: { readonly name: string } } {
  const told = converter.definitions.get(type)?.inputs.find((input) => input.name === name)
  return /^(?:INT|FLOAT|STRING|BOOLEAN|COMBO)$/.test(told?.type ?? '') ? { widget: { name } } : {}
}

/** A picture of a text, as everybody's first workflow. */
export const textToImage: readonly Drawn[] = [
  { id: 4, type: 'CheckpointLoaderSimple', values: ['dream.safetensors'] },
  { id: 5, type: 'EmptyLatentImage', values: [512, 768, 1] },
  { id: 6, type: 'CLIPTextEncode', values: ['a fox'], from: { clip: [4, 1, 'CLIP'] } },
  { id: 7, type: 'CLIPTextEncode', values: ['blurry'], from: { clip: [4, 1, 'CLIP'] } },
  {
    id: 3,
    type: 'KSampler',
    values: [5, 'randomize', 20, 7, 'euler', 'normal', 1],
    from: {
      model: [4, 0, 'MODEL'],
      positive: [6, 0, 'CONDITIONING'],
      negative: [7, 0, 'CONDITIONING'],
      latent_image: [5, 0, 'LATENT'],
    },
  },
  { id: 8, type: 'VAEDecode', from: { samples: [3, 0, 'LATENT'], vae: [4, 2, 'VAE'] } },
  { id: 9, type: 'SaveImage', values: ['ComfyUI'], from: { images: [8, 0, 'IMAGE'] } },
]

export function workflowOf(value: unknown): EditorWorkflow {
  const { workflow } = readEditorWorkflow(value)
  if (workflow === undefined) throw new Error('no workflow')
  return workflow
}

export const sourceOf = (workflow: EditorWorkflow): InputSource =>
  toInputSource(workflow, converter.convert(workflow), converter.definitions)

/** The prompt that a workflow becomes. */
export const promptOf = (workflow: EditorWorkflow): PromptGraph =>
  converter.convert(workflow).prompt

/** The inputs of a workflow in the editor's format. */
export const inputsIn = (value: unknown): FoundInputs => findInputs(sourceOf(workflowOf(value)))

/** The inputs of a prompt. */
export const inputsOfGraph = (graph: object): FoundInputs =>
  findInputs({ graph: readGraph(graph), definitions: converter.definitions })

export const keysOf = (inputs: readonly WorkflowInput[]): readonly string[] =>
  inputs.map(({ key }) => key)

export function inputNamed(inputs: readonly WorkflowInput[], key: string): WorkflowInput {
  const found = inputs.find((input) => input.key === key)
  if (found === undefined) throw new Error(`no input ${key} among ${keysOf(inputs).join(', ')}`)
  return found
}

interface SavedWorkflow {
  readonly nodes: readonly object[]
  readonly links: readonly unknown[]
  readonly definitions: object
}

/** A subgraph that makes a picture, with its prompt, seed and width shown outside: an instance is node 57. */
export function withSubgraph(instance: object = {}): SavedWorkflow {
  const inside = drawn(
    textToImage
      .map((node) => {
        if (node.id === 6)
          return { ...node, from: { ...node.from, text: [-10, 0, 'STRING'] as const } }
        if (node.id === 3)
          return { ...node, from: { ...node.from, seed: [-10, 1, 'INT'] as const } }
        if (node.id === 5) return { ...node, from: { width: [-10, 2, 'INT'] as const } }
        return node
      })
      .filter(({ type }) => type !== 'SaveImage'),
  )
  const linkFrom = (slot: number): unknown[] =>
    inside.links.flatMap((link) =>
      link.origin_id === -10 && link.origin_slot === slot ? [link.id] : [],
    )
  const out = {
    id: 99,
    origin_id: 8,
    origin_slot: 0,
    target_id: -20,
    target_slot: 0,
    type: 'IMAGE',
  }
  return {
    nodes: [
      {
        id: 57,
        type: 'picture-of-text',
        mode: 0,
        inputs: [],
        outputs: [{ name: 'IMAGE', type: 'IMAGE', links: [1] }],
        widgets_values: ['a fox outside', 11, 640],
        ...instance,
      },
      {
        id: 9,
        type: 'SaveImage',
        mode: 0,
        inputs: [{ name: 'images', type: 'IMAGE', link: 1 }],
        outputs: [],
        widgets_values: ['ComfyUI'],
      },
    ],
    links: [[1, 57, 0, 9, 0, 'IMAGE']],
    definitions: {
      subgraphs: [
        {
          id: 'picture-of-text',
          name: 'Picture of a text',
          inputs: [
            { name: 'text', label: 'What to draw', type: 'STRING', linkIds: linkFrom(0) },
            { name: 'seed', type: 'INT', linkIds: linkFrom(1) },
            { name: 'width', type: 'INT', linkIds: linkFrom(2) },
          ],
          outputs: [{ name: 'IMAGE', type: 'IMAGE', linkIds: [99] }],
          nodes: inside.nodes,
          links: [...inside.links, out],
        },
      ],
    },
  }
}
