import { queryOptions } from '@tanstack/react-query'
import { answer } from './answer.ts'
import { api } from './client.ts'

/** All that is known of a picture, what is embedded in it among it. */
export const pictureQuery = (id: string) =>
  queryOptions({
    queryKey: ['gallery', 'picture', id],
    queryFn: ({ signal }) =>
      answer(api.gallery.image[':id'].metadata.$get({ param: { id } }, { init: { signal } })),
    staleTime: 60_000,
  })
