import {
  type NodeCatalog,
  type PromptGraph,
  type PromptNode,
  readNodeCatalog,
} from '@darkroom/comfy-graph'
import { readObjectInfoText } from '@darkroom/comfy-recordings'
import { issueMessage } from '@darkroom/recipe'
import {
  findCompanions,
  findControlNet,
  findFamily,
  findVariant,
  type Inputs,
  loadBuiltInWorkflows,
  type ModelFamily,
  type ModelFolder,
  type ModelVariant,
  type Need,
  type Task,
  type WorkflowRun,
} from '../src/index.ts'

/** What ComfyUI 0.33.0 says of its node classes; its lists of model files are empty. */
export const newObjectInfo: Readonly<Record<string, unknown>> = JSON.parse(
  readObjectInfoText('0.33.0'),
)

export const newCatalog: NodeCatalog = readNodeCatalog(newObjectInfo)

/** The catalog of a server that has all files that a run needs. */
export const havingAll = (needs: readonly Need[], catalog: NodeCatalog = newCatalog): NodeCatalog =>
  needs
    .filter(({ kind }) => kind === 'model')
    .reduce(
      (having, { nodeClass, input, name }) =>
        having.withChoices(nodeClass, input, [...(having.choices(nodeClass, input) ?? []), name]),
      catalog,
    )

/** All files that are published for a variant, by folder. */
export const publishedFor = ({
  textEncoders,
  vae,
  control,
}: ModelVariant): Record<'text_encoders' | 'vae' | 'controlnet' | 'model_patches', string[]> => ({
  text_encoders: textEncoders.files.map(({ file }) => file),
  vae: [vae.file],
  controlnet: control?.by === 'net' ? control.nets.map(([, { file }]) => file) : [],
  model_patches: control?.by === 'patch' ? [control.net.file] : [],
})

/** What somebody asks of a variant for a task who says no more than has to be said. */
export function askedFor(
  { folder }: ModelFamily,
  variant: ModelVariant,
  { task, model_folder = folder }: { task: Task; model_folder?: ModelFolder },
): Readonly<Record<string, unknown>> {
  const named = { model: 'model.safetensors', model_folder }
  const lists = publishedFor(variant)
  const found = findCompanions(variant, lists, named)
  if (found.status === 'missing') throw new Error(found.missing[0]?.message)
  const type = controlTypeOf(variant)
  const net = findControlNet(variant, lists, { type, index: 0 })
  const words: Readonly<Record<Task, object>> = {
    'text-to-image': {},
    'image-to-image': { image: 'picture.png' },
    inpaint: { image: 'picture.png', mask: 'mask.png' },
    outpaint: { image: 'picture.png', outpaint: { right: 256 } },
    edit: { references: ['one.png', 'two.png'].slice(0, Math.max(1, variant.references)) },
    controlnet: {
      control: [{ type, image: 'control.png', ...(net === undefined ? {} : { model: net }) }],
    },
    'hires-fix': { upscale: { factor: 2 } },
    upscale: { image: 'picture.png', upscale: { model: '4x.pth' } },
  }
  return {
    prompt: 'a fox',
    variant: variant.id,
    seed: 7,
    ...named,
    ...found.companions,
    ...words[task],
  }
}

const controlTypeOf = ({ control }: ModelVariant) => {
  if (control?.by === 'itself') return control.type
  return 'canny'
}

const entries = new Map((await loadBuiltInWorkflows()).map((entry) => [entry.name, entry]))

/** What one of the built-in workflows makes of inputs for a variant, by `family/variant`. */
export function runOf(
  path: string,
  task: Task,
  changes: Readonly<Record<string, unknown>> = {},
): { readonly inputs: Inputs; readonly graph: PromptGraph; readonly run: WorkflowRun } {
  const { entry, asked } = asking(path, task, changes)
  const inputs = entry.inputs.parse(asked)
  const run = entry.open(inputs)
  if (run === undefined) throw new Error(`${entry.name} does not open what it has checked`)
  return { inputs, run, graph: run.build({ filenamePrefix: 'darkroom' }).toPrompt() }
}

/** Why a built-in workflow refuses inputs, as told to whoever sent them. */
export function refusalsOf(
  path: string,
  task: Task,
  changes: Readonly<Record<string, unknown>>,
): readonly string[] {
  const { entry, asked } = asking(path, task, changes)
  const { error } = entry.inputs.safeParse(asked)
  return error?.issues.map((issue) => `${issue.path.join('.')} ${issueMessage(issue)}`) ?? []
}

function asking(path: string, task: Task, changes: Readonly<Record<string, unknown>>) {
  const [familyId = '', variantId = ''] = path.split('/')
  const family = findFamily(familyId)
  const variant = family && findVariant(family, variantId)
  const entry = entries.get(`${task}-${familyId}`)
  if (!(family && variant && entry)) throw new Error(`There is no ${task} for ${path}`)
  return { entry, asked: { ...askedFor(family, variant, { task }), ...changes } }
}

/** The inputs of the only node of a class; undefined where there is none. */
export function onlyNode(graph: PromptGraph, nodeClass: string): PromptNode['inputs'] | undefined {
  const nodes = Object.values(graph).filter(({ class_type: name }) => name === nodeClass)
  if (nodes.length > 1) throw new Error(`There are ${nodes.length} nodes of ${nodeClass}`)
  return nodes[0]?.inputs
}

/** The node that a link leads to, with the output by number: `LoadImage.1`. */
export function sourceOf(graph: PromptGraph, link: unknown): string {
  const [id, output] = Array.isArray(link) ? link : []
  return `${graph[String(id)]?.class_type}.${String(output)}`
}

export const classesOf = (graph: PromptGraph): readonly string[] =>
  Object.values(graph).map(({ class_type: name }) => name)
