import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useLocation } from 'wouter'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { requestKey } from '../api/request-key.ts'
import type { GalleryImage, Job } from '../api/types.ts'
import { problemOf } from '../ui/problem.ts'
import { type Toasts, useToasts } from '../ui/use-toasts.ts'
import { copyText } from './copy-text.ts'
import { type EndedJobs, listenForEnds } from './ended-jobs.ts'

export interface PictureActions {
  /** Marks it as a favourite, or not any more. */
  favour(picture: GalleryImage): Promise<void>
  tag(picture: GalleryImage, tags: readonly string[]): Promise<void>
  /** To the trash, with an undo. @returns whether it is there. */
  remove(picture: GalleryImage): Promise<boolean>
  /** Brings back what was removed last; nothing when that was done already. */
  undoRemove(): Promise<void>
  /** The same once more with another seed. */
  vary(picture: GalleryImage): Promise<void>
  upscale(picture: GalleryImage): Promise<void>
  copySeed(picture: GalleryImage): Promise<void>
}

interface PictureActionsOptions {
  /** Takes over what was asked for; without it toasts tell that it is on its way, and when it is there. */
  readonly onAccepted?: (requestId: string, picture: GalleryImage) => void
}

/** Times as large as it is. */
const larger = 2

const say = (toasts: Toasts, cause: unknown): void => {
  const { detail, hint } = problemOf(cause)
  toasts.show({ title: detail, detail: hint, tone: 'danger' })
}

/** What can be done with one picture; what is refused is said in a toast. */
export function usePictureActions({ onAccepted }: PictureActionsOptions = {}): PictureActions {
  const client = useQueryClient()
  const toasts = useToasts()
  const [, navigate] = useLocation()
  const removed = useRef<string>(undefined)

  const attempt = async (run: () => Promise<void>): Promise<boolean> => {
    try {
      await run()
      return true
    } catch (cause) {
      say(toasts, cause)
      return false
    }
  }
  const refresh = () =>
    Promise.all(['jobs', 'gallery'].map((key) => client.invalidateQueries({ queryKey: [key] })))
  const change = async (
    { id }: GalleryImage,
    json: { favourite?: boolean; tags?: string[] },
  ): Promise<void> => {
    await attempt(async () => {
      await answer(api.gallery.image[':id'].$patch({ param: { id }, json }))
      await refresh()
    })
  }

  const tell = ({ status, images, error }: Job, what: string) => {
    const id = images?.[0]?.id
    if (status === 'completed' && id !== undefined) {
      toasts.show({
        title: `${what} is done`,
        tone: 'success',
        action: { label: 'Show it', run: () => navigate(`/gallery?image=${id}`) },
      })
    } else if (status === 'error') {
      toasts.show({
        title: error ?? `${what} failed`,
        tone: 'danger',
        action: { label: 'Show the queue', run: () => navigate('/queue') },
      })
    }
  }
  const make = async (
    picture: GalleryImage,
    what: string,
    ask: (options: { headers: { 'idempotency-key': string } }) => Promise<{
      readonly request_id: string
    }>,
  ): Promise<void> => {
    const ends: EndedJobs | undefined = onAccepted === undefined ? listenForEnds() : undefined
    await attempt(async () => {
      const { request_id } = await ask({ headers: { 'idempotency-key': requestKey() } })
      onAccepted?.(request_id, picture)
      void refresh()
      if (ends === undefined) return
      toasts.show({
        title: `${what} is on its way`,
        action: { label: 'Show the queue', run: () => navigate('/queue') },
      })
      void ends.of(request_id).then((job) => tell(job, what))
    })
  }
  const restore = (id: string) =>
    attempt(async () => {
      removed.current = undefined
      await answer(api.gallery.image[':id'].restore.$post({ param: { id } }))
      await refresh()
      toasts.show({ title: 'The picture is back' })
    })

  return {
    favour: (picture) => change(picture, { favourite: picture.metadata.favourite !== true }),
    tag: (picture, tags) => change(picture, { tags: [...tags] }),
    remove: ({ id }) =>
      attempt(async () => {
        await answer(api.gallery.image[':id'].$delete({ param: { id }, query: {} }))
        removed.current = id
        void refresh()
        toasts.show({
          title: 'Moved to the trash',
          action: { label: 'Undo', run: () => void restore(id) },
        })
      }),
    async undoRemove() {
      if (removed.current !== undefined) await restore(removed.current)
    },
    vary: (picture) =>
      make(picture, 'The variation', (options) =>
        answer(
          api.gallery.image[':id'].regenerate.$post(
            { param: { id: picture.id }, json: { seed: -1 } },
            options,
          ),
        ),
      ),
    upscale: (picture) =>
      make(picture, 'The larger picture', (options) =>
        answer(
          api.generate.$post(
            { json: { image: { gallery: picture.id }, upscale: { factor: larger } } },
            options,
          ),
        ),
      ),
    async copySeed({ seed }) {
      const isCopied = await copyText(String(seed))
      toasts.show(
        isCopied
          ? { title: `Seed ${seed} copied` }
          : { title: 'This browser does not let the page copy.', tone: 'danger' },
      )
    },
  }
}
