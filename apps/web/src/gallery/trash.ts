import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'

export type TrashedImage = InferResponseType<typeof api.gallery.trash.$get, 200>[number]

/** What was deleted and can be restored, newest first. */
export const trashQuery = queryOptions({
  queryKey: ['gallery', 'trash'],
  queryFn: ({ signal }) => answer(api.gallery.trash.$get(undefined, { init: { signal } })),
})

/** Empties the trash. @returns how many pictures are gone. */
export const emptyTrash = async (): Promise<number> =>
  (await answer(api.gallery.trash.$delete({ query: {} }))).removed_images

/** Deletes pictures of the trash for good, one after the other; what fails stops it, and stays. */
export async function deleteForGood(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await answer(api.gallery.image[':id'].$delete({ param: { id }, query: { permanent: 'true' } }))
  }
}
