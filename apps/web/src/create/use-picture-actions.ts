import { useQueryClient } from '@tanstack/react-query'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { requestKey } from '../api/request-key.ts'
import type { GalleryImage } from '../api/types.ts'
import { problemOf } from '../ui/problem.ts'
import { useToasts } from '../ui/use-toasts.ts'
import { addOwnJobs } from './own-jobs.ts'
import { sendPress } from './send-press.ts'
import { type Size, usualSize } from './sizes.ts'

export interface PictureActions {
  vary(picture: GalleryImage): void
  upscale(picture: GalleryImage): void
  favour(picture: GalleryImage): void
  remove(picture: GalleryImage): void
  copySeed(picture: GalleryImage): Promise<void>
}

const sizeOf = ({ width, height }: GalleryImage): Size =>
  width === null || height === null ? usualSize : { width, height }

const larger = 2

/** What can be done with a finished picture; what is refused is said in a toast. */
export function usePictureActions(onAccepted: () => void): PictureActions {
  const client = useQueryClient()
  const toasts = useToasts()

  const attempt = async (run: () => Promise<unknown>): Promise<void> => {
    try {
      await run()
    } catch (cause) {
      const { detail, hint } = problemOf(cause)
      toasts.show({ title: detail, detail: hint, tone: 'danger' })
    }
  }
  const refresh = () =>
    Promise.all(['jobs', 'gallery'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const follow = async (ids: readonly string[], size: Size) => {
    addOwnJobs(ids, size)
    onAccepted()
    await refresh()
  }

  return {
    vary: (picture) =>
      void attempt(async () => {
        const { request_id } = await answer(
          api.gallery.image[':id'].regenerate.$post(
            { param: { id: picture.id }, json: { seed: -1 } },
            { headers: { 'idempotency-key': requestKey() } },
          ),
        )
        await follow([request_id], sizeOf(picture))
      }),
    upscale: (picture) =>
      void attempt(async () => {
        const body = { image: { gallery: picture.id }, upscale: { factor: larger } }
        await follow(await sendPress({ kind: 'one', body }, requestKey()), sizeOf(picture))
      }),
    favour: ({ id, metadata }) =>
      void attempt(async () => {
        const json = { favourite: metadata.favourite !== true }
        await answer(api.gallery.image[':id'].$patch({ param: { id }, json }))
        await refresh()
      }),
    remove: ({ id }) =>
      void attempt(async () => {
        await answer(api.gallery.image[':id'].$delete({ param: { id }, query: {} }))
        await refresh()
        toasts.show({
          title: 'Picture deleted',
          action: {
            label: 'Undo',
            run: () =>
              void attempt(async () => {
                await answer(api.gallery.image[':id'].restore.$post({ param: { id } }))
                await refresh()
              }),
          },
        })
      }),
    copySeed: async ({ seed }) => {
      await attempt(async () => {
        // Only pages by https, or on this machine, may write to the clipboard.
        if (navigator.clipboard === undefined)
          throw new Error('This browser lets pages copy by https alone.')
        await navigator.clipboard.writeText(String(seed))
        toasts.show({ title: `Seed ${seed} copied` })
      })
    },
  }
}
