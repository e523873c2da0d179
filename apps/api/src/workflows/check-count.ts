import { ProblemError } from '../http/problem.ts'
import type { AskedPicture } from '../inputs/asked-picture.ts'

/** The most pictures that one run may refer to: each is read, looked at and sent, and no workflow takes as many. */
const mostPictures = 200

/** @throws ProblemError that names the first one too many */
export function checkCount(asked: readonly Pick<AskedPicture, 'path'>[]): void {
  const over = asked[mostPictures]
  if (over === undefined) return
  const message = `There are ${asked.length} pictures, and ${mostPictures} are the most`
  throw new ProblemError(400, 'too_many_pictures', `${over.path}: ${message}.`, {
    errors: [{ path: over.path, message }],
    hint: 'Ask for the rest in another run.',
  })
}
