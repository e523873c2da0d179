/** The keywords that PNG has for what other formats name in any case. */
const keywords = [
  'prompt',
  'workflow',
  'parameters',
  'UserComment',
  'Comment',
  'Title',
  'Description',
  'Software',
  'Source',
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

const names: ReadonlyMap<string, string> = new Map([
  ...keywords.map((name) => [name.toLowerCase(), name] as const),
  ['metadata', 'Comment'],
])

/** The PNG keyword for a tag: Matroska writes `PROMPT`, QuickTime `com.apple.quicktime.comment`. */
export function tagName(name: string): string {
  const bare = name.replace(/^com\.apple\.quicktime\./, '')
  return names.get(bare.toLowerCase()) ?? bare
}
