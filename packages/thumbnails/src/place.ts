import { isAbsolute, join, relative, sep } from 'node:path'

/** A file that is reached from a trusted directory through no link. */
export interface Place {
  /** An absolute directory, itself reached as its owner laid it out, links included. */
  readonly base: string
  /** The path below. */
  readonly name: string
}

export const absolutePath = ({ base, name }: Place): string => join(base, name)

/** The place of a path, seen from the first of these directories that it is below. */
export function placeOf(path: string, ...bases: readonly (string | undefined)[]): Place {
  for (const base of bases) {
    const name = base === undefined ? '' : relative(base, path)
    const isInside = name !== '' && name !== '..' && !name.startsWith(`..${sep}`)
    if (base !== undefined && isInside && !isAbsolute(name)) return { base, name }
  }
  throw new TypeError(`Expected a path below ${bases.filter(Boolean).join(' or ')}, got ${path}`)
}
