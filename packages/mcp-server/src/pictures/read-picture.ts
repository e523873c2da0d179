import type { PictureReference } from '@darkroom/recipe'
import type { Call } from '../tool.ts'
import type { PictureArgument } from './picture-argument.ts'
import { type ReferenceContext, toReference } from './to-reference.ts'

export const referenceContext = (
  path: string,
  { house, caller }: Pick<Call, 'house' | 'caller'>,
): ReferenceContext => ({
  path,
  origin: caller.origin,
  hasPicture: (id) => house.gallery.find(id) !== undefined,
})

/** The picture of the argument of that name. @throws DoorError 400 */
export const readPicture = (
  path: string,
  argument: PictureArgument,
  call: Pick<Call, 'house' | 'caller'>,
): PictureReference => toReference(argument, referenceContext(path, call))
