/** Characters that a name of a workflow cannot have, on one system or another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const forbidden = /[\u0000-\u001f\u007f/\\:*?"<>|]+/g
const longest = 100

/** What a file is to be called as a workflow: its name without what tells its kind. */
export function nameOfFile(file: string): string {
  const stem = file.replace(/\.app\.json$/i, '').replace(/\.[a-z0-9]{1,5}$/i, '')
  const name = stem.replaceAll(forbidden, ' ').replaceAll(/\s+/g, ' ').slice(0, longest)
  return name.replace(/^[.\s]+|[.\s]+$/g, '') || 'workflow'
}

/** The names that are tried one after the other: `boats`, `boats-2`, `boats-3` … */
export const nextName = (name: string, attempt: number): string =>
  attempt === 1 ? name : `${name}-${attempt}`
