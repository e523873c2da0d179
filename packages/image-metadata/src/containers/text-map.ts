/** Texts by name; the first of a name wins, and an unreadable text takes no name. */
export class TextMap extends Map<string, string> {
  add(name: string, text: string | undefined): void {
    if (text !== undefined && !this.has(name)) this.set(name, text)
  }
}

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

export function isTelling(texts: ReadonlyMap<string, string>): boolean {
  return texts.size > 0 && tellingNames.some((name) => texts.has(name))
}

/** Whether a text is only needed for raw texts; otherwise its presence is enough and decoding is skipped. */
export function isRawOnly(name: string, byteLength: number): boolean {
  return rawOnlyNames.has(name) || (byteLength > unknownNameLimit && !shownNames.has(name))
}
