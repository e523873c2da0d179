import { hash } from 'node:crypto'

/** The id of an image: a hash of its path relative to the root, with `/`. 96 bits in 16 characters. */
export function imageId(relativePath: string): string {
  return hash('sha256', relativePath, 'base64url').slice(0, 16)
}
