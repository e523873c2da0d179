import { escapePattern } from '@darkroom/foundation'

/** What cannot be in a name: it means something in a prompt, or no system has it in a file's name. */
const segment = /^(?![.\s])(?:(?!\p{C})[^\\/{}|*$~@+:<>",])+(?<!\s)$/u

const isNameSegment = (text: string): boolean => segment.test(text)

/**
 * Whether a text is `name` or `folder/name`. Without letter or digit it would be a line of underscores in a prompt, and two
 * underscores in a name of several words would end it.
 */
export const isWildcardName = (name: string): boolean =>
  name.length <= longestName &&
  name.split('/').every(isNameSegment) &&
  /[\p{L}\p{N}]/u.test(name) &&
  (/^[\p{L}\p{M}\p{N}_/-]+$/u.test(name) || !/__|^_|_$/.test(name))

/** Whether a text stands for several names: `colors/*` for all in a folder, `**` for those below as well. */
export const isWildcardPattern = (name: string): boolean =>
  name.includes('*') &&
  name.split(/\*+/).length <= mostStars + 1 &&
  isWildcardName(name.replaceAll('*', 'x'))

export const longestName = 200

/** More stars than anybody writes; each multiplies the ways in which a long name can be tried. */
const mostStars = 4

/** The names that a pattern stands for. */
export function namesLike(pattern: string, names: readonly string[]): readonly string[] {
  const parts = pattern.split(/(\*+)/).map((part) => {
    if (part.startsWith('**')) return '.*'
    return part === '*' ? '[^/]*' : escapePattern(part)
  })
  const like = new RegExp(`^${parts.join('')}$`, 'u')
  return names.filter((name) => like.test(name))
}
