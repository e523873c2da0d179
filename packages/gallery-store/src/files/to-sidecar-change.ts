import type { Annotation, SidecarChange } from '../gallery.ts'
import { changeTags } from '../table/same-names.ts'

/** What is to be written for an image that has these tags now. */
export function toSidecarChange(
  present: readonly string[],
  { favourite, tags, addTags, removeTags }: Annotation,
): SidecarChange {
  const isChanged = addTags !== undefined || removeTags !== undefined
  const wanted = isChanged ? changeTags(tags ?? present, { addTags, removeTags }) : tags
  return {
    ...(favourite === undefined ? {} : { favourite }),
    ...(wanted === undefined ? {} : { tags: wanted }),
  }
}
