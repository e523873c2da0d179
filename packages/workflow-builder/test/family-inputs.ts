import { type NodeCatalog, readNodeCatalog } from '@darkroom/comfy-graph'
import { readObjectInfoText } from '@darkroom/comfy-recordings'
import {
  findCompanions,
  findControlNet,
  type ModelFamily,
  type ModelFolder,
  type ModelVariant,
  type Need,
  type Task,
} from '../src/index.ts'

/** Every node class of ComfyUI 0.33.0; its lists of model files are empty. */
export const newCatalog: NodeCatalog = readNodeCatalog(JSON.parse(readObjectInfoText('0.33.0')))

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
    edit: { references: ['one.png', 'two.png'].slice(0, variant.references) },
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
