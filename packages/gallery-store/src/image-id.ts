import { hash } from 'node:crypto'

/** The first letter of every id: the hash behind it may begin with `-`, which programs take for an option. */
export const idPrefix = 'i'

/** The id of an image: a hash of its path relative to the root, with `/`. 96 bits in 16 characters behind a letter. */
export function imageId(relativePath: string): string {
  return idPrefix + hash('sha256', relativePath, 'base64url').slice(0, 16)
}

/** The present form of an id; ids were once without the letter, and links that people have still are. */
export function presentId(id: string): string {
  return id.length === 16 ? idPrefix + id : id
}
