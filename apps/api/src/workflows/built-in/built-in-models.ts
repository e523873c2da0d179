import type { ModelEntry, ModelLists } from '@darkroom/generation'
import { detectFamily, findFamily, type Task } from '@darkroom/workflow-builder'
import type { BuiltInWorkflow } from './built-in-workflow.ts'

/** What a checkpoint is taken for that tells nothing of its family. */
const anybody = 'sdxl'

/** Models that make pictures, as `GET /api/models` has them. */
const painting = ({ base, merged, diffusion }: ModelLists) => [
  ...[...base, ...merged].map((entry) => ({ entry, folder: 'checkpoints' as const })),
  ...diffusion.map((entry) => ({ entry, folder: 'diffusion_models' as const })),
]

/** The models that a workflow can be run with, by what their names tell; those of a server come in the order of its lists. */
export function modelsFor(
  { task, family }: Pick<BuiltInWorkflow, 'task' | 'family'>,
  lists: ModelLists,
): readonly ModelEntry[] {
  return painting(lists).flatMap(({ entry, folder }) => {
    const detected = detectFamily({ name: entry.filename, folder })
    const told = detected?.family ?? (folder === 'checkpoints' ? findFamily(anybody) : undefined)
    const variant = detected?.variant ?? told?.variants[0]
    if (told === undefined || variant?.cannot[task] !== undefined) return []
    return family === undefined || told.id === family.id ? [entry] : []
  })
}

/** The names that a server's lists have for an input. */
export function choicesFor(key: string, lists: ModelLists): readonly string[] | undefined {
  const found = byKey(lists)[key]
  return found === undefined ? undefined : [...new Set(found.map(({ filename }) => filename))]
}

const byKey = (lists: ModelLists): Readonly<Record<string, readonly ModelEntry[]>> => ({
  loras: lists.lora,
  vae: lists.vae,
  text_encoders: lists.text_encoder,
  'upscale.model': lists.upscale,
  'control.0.model': lists.controlnet,
})

/** The words of a task with everything that it cannot do without, to ask whether a server could do it. */
export function probeOf(
  task: Task,
  {
    model,
    picture: image = probeFile,
    prompt = '-',
  }: { readonly model: string; readonly picture?: string; readonly prompt?: string },
): Readonly<Record<string, unknown>> {
  const words = { prompt, model, seed: 0 }
  switch (task) {
    case 'text-to-image':
      return words
    case 'image-to-image':
      return { ...words, image }
    case 'inpaint':
      return { ...words, image, mask: image }
    case 'outpaint':
      return { ...words, image, outpaint: { left: 64 } }
    case 'edit':
      return { ...words, references: [image] }
    case 'controlnet':
      return { ...words, control: [{ type: 'canny', image }] }
    case 'hires-fix':
      return { ...words, upscale: { factor: 2 } }
    case 'upscale':
      return { ...words, image, upscale: { factor: 2 } }
  }
}

/** The name of a picture that a run brings with it. */
export const probeFile = 'darkroom_probe.png'
