import type { GalleryFilter } from '@darkroom/gallery-store'
import { isYes } from '../http/fields.ts'
import { ProblemError } from '../http/problem.ts'
import { endOf, startOf } from './day-range.ts'
import type { GalleryFilterQuery } from './gallery-query.ts'

const timeRange = ({
  date_from,
  date_to,
}: GalleryFilterQuery): Pick<GalleryFilter, 'dateFrom' | 'dateTo'> => {
  const dateFrom = date_from === undefined ? undefined : startOf(date_from)
  const dateTo = date_to === undefined ? undefined : endOf(date_to)
  if (dateFrom !== undefined && dateTo !== undefined && dateTo < dateFrom) {
    throw new ProblemError(400, 'invalid_input', 'date_to is before date_from.', {
      errors: [{ path: 'date_to', message: 'is before date_from' }],
    })
  }
  return { dateFrom, dateTo }
}

/** A validated query → the filter of the gallery; an undefined field does not filter. */
export const toGalleryFilter = (query: GalleryFilterQuery): GalleryFilter => ({
  ...timeRange(query),
  keyword: query.keyword,
  model: query.model,
  lora: query.lora,
  sampler: query.sampler,
  source: query.source,
  mediaType: query.media_type,
  tag: query.tag,
  batchId: query.batch_id,
  sequenceId: query.sequence_id,
  folder: query.folder,
  subfolders: query.subfolders === undefined ? undefined : isYes(query.subfolders),
  seed: query.seed,
  minWidth: query.min_width,
  maxWidth: query.max_width,
  minHeight: query.min_height,
  maxHeight: query.max_height,
  favourite: query.favourite === undefined ? undefined : isYes(query.favourite),
})
