import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useLive } from '../api/live.ts'
import { createStore, type Store } from '../api/store.ts'

/** Pictures that came since the list was laid out and are not in it, for somebody looks at older ones. */
export const newPictures: Store<number> = createStore(0)

/** Milliseconds in which several changes count as one. */
const togetherMs = 400

const refresh = (queries: QueryClient): void => {
  newPictures.set(0)
  void queries.invalidateQueries({ queryKey: ['grid'] })
}

/**
 * Keeps the list as the gallery is. While somebody looks at older pictures (`isAway`), new ones are only counted: what is looked at
 * must not move.
 *
 * @returns what shows the new ones.
 */
export function useFreshList(isAway: boolean): () => void {
  const queries = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const soon = (): void => {
    if (timer.current !== undefined) return
    timer.current = setTimeout(() => {
      timer.current = undefined
      refresh(queries)
    }, togetherMs)
  }
  useLive('gallery_added', () => {
    if (isAway) newPictures.set(newPictures.get() + 1)
    else soon()
  })
  useLive('gallery_removed', soon)
  useLive('gallery_changed', soon)
  useLive('gallery_reset', soon)
  const onBack = useEffectEvent(() => {
    if (newPictures.get() > 0) refresh(queries)
  })
  useEffect(() => {
    if (!isAway) onBack()
  }, [isAway])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      newPictures.set(0)
    },
    [],
  )
  return () => refresh(queries)
}
