import type { TextChoice } from '@darkroom/media-container'

/** Names under which some tool keeps its generation data. */
const tellingNames = [
  'prompt',
  'parameters',
  'workflow',
  'UserComment',
  'Comment',
  'Prompt',
  'invokeai_metadata',
  'sd-metadata',
  'Dream',
  'generation_data',
  'smproj',
  'parameters-json',
  'XML:com.adobe.xmp',
  'use_stable_diffusion_model',
  'Stable Diffusion model',
] as const

const rawOnlyNames: ReadonlySet<string> = new Set([
  'workflow',
  'invokeai_workflow',
  'invokeai_graph',
])
const shownNames: ReadonlySet<string> = new Set([
  ...tellingNames.filter((name) => name !== 'workflow'),
  'Title',
  'Description',
  'Software',
  'Source',
  'seed',
  'negative_prompt',
])
const unknownNameLimit = 16 * 1024

function isTelling(texts: ReadonlyMap<string, string>): boolean {
  return texts.size > 0 && tellingNames.some((name) => texts.has(name))
}

/** Every text, but none is searched for behind pixels once some generation data is there. */
export const everyText: TextChoice = { isEnough: isTelling }

/** The texts that tell something; of those that are only shown, such as workflows, the presence is enough. */
export const tellingTexts: TextChoice = {
  wants: (name, byteLength) =>
    !rawOnlyNames.has(name) && (byteLength <= unknownNameLimit || shownNames.has(name)),
  isEnough: isTelling,
}
