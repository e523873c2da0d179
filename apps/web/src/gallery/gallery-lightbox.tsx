import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useSearchParams } from 'wouter'
import { pictureQuery } from '../api/gallery-picture.ts'
import type { GalleryImage } from '../api/types.ts'
import { Lightbox } from '../pictures/lightbox/lightbox.tsx'
import { problemOf } from '../ui/problem.ts'
import { useToasts } from '../ui/use-toasts.ts'
import { findPlace } from './find-place.ts'
import { type GalleryFilter, toQuery } from './gallery-filter.ts'
import { loadPicture, loadRange } from './gallery-pages.ts'
import { newPictures } from './new-pictures.ts'

export interface GalleryLightboxProps {
  readonly id: string
  /** Its place in the list; undefined where only the address names it. */
  readonly place: number | undefined
  readonly filter: GalleryFilter
  readonly total: number
  /** When they were counted, in milliseconds. */
  readonly countedAt: number
  readonly onClose: () => void
}

interface Opened {
  /** Undefined when the list that the address names has it not, or not by time: it is then shown alone. */
  readonly place: number | undefined
  readonly picture: GalleryImage | undefined
}

/** Pictures that the list has before those that the grid knows. */
const countNew = (filter: GalleryFilter): number =>
  Object.keys(toQuery(filter)).length === 0 ? newPictures.get() : 0

/** Where the picture is that was opened: known from the grid, or looked for. */
function useOpened({ id, place, filter, total }: GalleryLightboxProps): {
  readonly opened: Opened | undefined
  readonly error: Error | null
} {
  const [before] = useState(() => (place === undefined ? undefined : place + countNew(filter)))
  const { data: picture, error } = useQuery({
    ...pictureQuery(id),
    enabled: before === undefined,
  })
  const { data: found, isPending } = useQuery({
    queryKey: ['grid', 'place', toQuery(filter), id],
    enabled: before === undefined && picture !== undefined && total > 0,
    staleTime: Number.POSITIVE_INFINITY,
    // Places change: the next time it is looked for anew.
    gcTime: 0,
    queryFn: async () => {
      if (picture === undefined || filter.sortBy !== 'timestamp') return null
      const load = (start: number, count: number) => loadRange(filter, { start, count })
      return (await findPlace({ total, order: filter.sortOrder, load }, picture)) ?? null
    },
  })
  if (before !== undefined) return { opened: { place: before, picture: undefined }, error: null }
  if (picture === undefined || isPending) return { opened: undefined, error }
  // It may be deleted later, while it is looked at.
  return { opened: { place: found ?? undefined, picture }, error: null }
}

interface OpenedLightboxProps extends GalleryLightboxProps {
  /** Another picture is shown than the address names. */
  readonly onShow: (id: string) => void
}

const OpenedLightbox = (props: OpenedLightboxProps) => {
  const { filter, total, countedAt, onShow, onClose } = props
  const [, setSearch] = useSearchParams()
  const toasts = useToasts()
  const { opened, error } = useOpened(props)

  const giveUp = useEffectEvent((cause: Error) => {
    const { detail, hint } = problemOf(cause)
    toasts.show({ title: detail, detail: hint, tone: 'danger' })
    onClose()
  })
  useEffect(() => {
    if (error !== null) giveUp(error)
  }, [error])

  const follow = (picture: GalleryImage | undefined): void => {
    if (picture === undefined) return
    onShow(picture.id)
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.set('image', picture.id)
        return next
      },
      { replace: true },
    )
  }
  if (opened === undefined) return null
  const isAlone = opened.place === undefined
  return (
    <Lightbox
      total={isAlone ? 1 : total + countNew(filter)}
      countedAt={countedAt}
      index={opened.place ?? 0}
      first={opened.picture}
      load={async (index) => (isAlone ? opened.picture : await loadPicture(filter, index))}
      onIndex={(_, picture) => follow(picture)}
      onClose={onClose}
    />
  )
}

/** The picture that the address names, over the list that it is in. */
export const GalleryLightbox = (props: GalleryLightboxProps) => {
  const { id, place } = props
  const [opening, setOpening] = useState({ id, place })
  const shown = useRef(new Set([id]))
  // An address that the lightbox did not write itself, such as that of a variation that is done, opens it anew.
  useEffect(() => {
    if (shown.current.has(id)) return
    shown.current.add(id)
    setOpening({ id, place: undefined })
  }, [id])
  return (
    <OpenedLightbox
      {...props}
      {...opening}
      key={opening.id}
      onShow={(other) => shown.current.add(other)}
    />
  )
}
