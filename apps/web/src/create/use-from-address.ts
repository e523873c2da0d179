import { useEffect, useEffectEvent } from 'react'
import { useLocation, useSearch } from 'wouter'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import { problemOf } from '../ui/problem.ts'
import { useToasts } from '../ui/use-toasts.ts'
import { draft } from './draft-store.ts'
import { pictures } from './pictures-store.ts'

/** Takes what the address brings: `from` is a picture whose settings fill the form, with the pictures that went into it, `image` one that goes in. */
export function useFromAddress(onImage: (id: string) => void): void {
  const search = useSearch()
  const [, navigate] = useLocation()
  const toasts = useToasts()

  const take = useEffectEvent(async (query: URLSearchParams, signal: AbortSignal) => {
    const from = query.get('from')
    const image = query.get('image')
    if (from === null && image === null) return
    navigate('/', { replace: true })
    if (image !== null) onImage(image)
    if (from === null) return
    try {
      // Its code comes with the picture: the form is there without it.
      const [found, { fromPicture }, { picturesOf }] = await Promise.all([
        answer(
          api.gallery.image[':id'].metadata.$get({ param: { id: from } }, { init: { signal } }),
        ),
        import('./from-picture.ts'),
        import('../pictures/pictures-of.ts'),
      ])
      const kept = { draft: draft.get(), pictures: pictures.get() }
      draft.set(fromPicture(found))
      pictures.set(picturesOf(found.workflow))
      toasts.show({
        title: 'The form is as that picture was made',
        action: {
          label: 'Undo',
          run: () => {
            draft.set(kept.draft)
            pictures.set(kept.pictures)
          },
        },
      })
    } catch (cause) {
      const { detail, hint } = problemOf(cause)
      toasts.show({ title: detail, detail: hint, tone: 'danger' })
    }
  })

  useEffect(() => {
    const query = new URLSearchParams(search)
    const isAsked = query.has('from') || query.has('image')
    if (isAsked) void take(query, AbortSignal.timeout(30_000))
  }, [search])
}
