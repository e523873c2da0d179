import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLive } from '../../api/live.ts'
import type { GalleryImage } from '../../api/types.ts'
import { sequenceQuery } from './sequence-queries.ts'

/** A sequence as it is at this moment, also when its pictures change in the gallery. */
export function useSequence(id: string) {
  const client = useQueryClient()
  const query = sequenceQuery(id)
  const found = useQuery(query)
  const refresh = () => void client.invalidateQueries({ queryKey: query.queryKey })
  const refreshFor = ({ metadata }: GalleryImage) => {
    if (metadata.sequence_id === id) refresh()
  }
  useLive('gallery_added', refreshFor)
  useLive('gallery_changed', refreshFor)
  useLive('gallery_removed', ({ id: gone }) => {
    if (found.data?.frames.some(({ image }) => image?.id === gone) === true) refresh()
  })
  return found
}
