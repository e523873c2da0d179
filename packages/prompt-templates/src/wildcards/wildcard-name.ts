const segment = /^[\p{L}\p{M}\p{N}_-]+$/u

export const isNameSegment = (text: string): boolean => segment.test(text)

/** Whether a text is `name` or `folder/name`. Without letter or digit it would be a line of underscores in a prompt. */
export const isWildcardName = (name: string): boolean =>
  name.length <= longestName && name.split('/').every(isNameSegment) && /[\p{L}\p{N}]/u.test(name)

export const longestName = 200
