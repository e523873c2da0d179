/** Fields of ours that OpenAI's clients know by another name. */
const names: readonly (readonly [RegExp, string])[] = [
  [/^resolution\b/, 'size'],
  [/^(?:width|height)$/, 'size'],
  [/^references\b/, 'image'],
  [/^mask_mode$/, 'mask'],
  [/^sampler$/, 'sampler'],
]

/** The field of a request that a path in a refusal is about. */
export function paramOf(path: string): string {
  const plain = path.replace(/^(?:inputs|words)\./, '')
  return names.find(([sign]) => sign.test(plain))?.[1] ?? plain
}
