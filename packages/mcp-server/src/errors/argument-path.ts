/** Words of the product and the arguments that they come from. */
const argumentsOfWords: readonly (readonly [RegExp, string])[] = [
  [/^resolution\.(width|height)$/, '$1'],
  [/^resolution$/, 'width and height'],
  [/^denoise$/, 'strength'],
  [/^upscale\.factor$/, 'factor'],
  [/^upscale\.model$/, 'model'],
  [/^references\.0\b/, 'image'],
  [/^(loras\.\d+)\.strength_(?:model|clip)$/, '$1.strength'],
]

/** The argument of a tool that a word of the product was made of. */
export function argumentPath(path: string): string {
  const index = /^references\.([1-9]\d*)(.*)$/.exec(path)
  if (index !== null) return `references.${Number(index[1]) - 1}${index[2]}`
  const [pattern, argument] = argumentsOfWords.find(([one]) => one.test(path)) ?? []
  return pattern === undefined || argument === undefined ? path : path.replace(pattern, argument)
}
