import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useLive } from '../../api/live.ts'
import type { GalleryImage } from '../../api/types.ts'
import type { LightboxProps } from './lightbox-props.ts'
import { type AtPlace, PicturesByPlace } from './pictures-by-place.ts'
import { Stage } from './stage.ts'
import { toSlide } from './to-slide.ts'

/** Milliseconds in which several changes of the list count as one. */
const togetherMs = 300

export interface LightboxState {
  readonly place: number
  readonly total: number
  readonly known: AtPlace
  readonly isZoomed: boolean
  readonly error: unknown
  /** What moves it; undefined until it is shown. */
  readonly stage: () => Stage | undefined
  /** Takes out a picture that was deleted, and shows the next one. */
  readonly leave: (id: string) => void
  readonly retry: () => void
}

/** Keeps what is shown in step with the list, which may be of any length and changes while it is looked at. */
export function useLightbox(
  { total, countedAt, index, load, first, onIndex, onClose }: LightboxProps,
  host: HTMLElement | null,
): LightboxState {
  const stage = useRef<Stage>(undefined)
  const pictures = useRef<PicturesByPlace>(undefined)
  const [place, setPlace] = useState(index)
  const [known, setKnown] = useState<AtPlace>(first)
  const [count, setCount] = useState(total)
  const [isZoomed, setIsZoomed] = useState(false)
  const [error, setError] = useState<unknown>()

  const loadNow = useEffectEvent(load)
  const close = useEffectEvent(onClose)
  const show = useEffectEvent((at: number) => {
    const found = pictures.current?.at(at)
    setPlace(at)
    setKnown(found)
    setCount(pictures.current?.total ?? total)
    onIndex(at, found === 'gone' ? undefined : found)
    for (const near of [at, at + 1, at - 1, at + 2, at - 2]) pictures.current?.want(near)
  })
  const arrive = useEffectEvent((at: number) => {
    setError(undefined)
    stage.current?.refresh(at)
    if (at === stage.current?.place) show(at)
  })

  // What it begins with; the list is followed from then on.
  const begin = useEffectEvent((element: HTMLElement) => {
    const list = new PicturesByPlace({
      total,
      load: (at) => loadNow(at),
      onArrival: (at) => arrive(at),
      onError: setError,
    })
    if (known !== undefined && known !== 'gone') list.put(place, known)
    pictures.current = list
    stage.current = new Stage({
      host: element,
      index: place,
      total: () => list.total,
      slideAt: (at) => toSlide(list.at(at)),
      onPlace: (at) => show(at),
      onClose: () => close(),
      onZoom: setIsZoomed,
    })
    show(place)
    return stage.current
  })

  useEffect(() => {
    if (host === null) return
    const shown = begin(host)
    const watch = new ResizeObserver(() => shown.resize())
    watch.observe(host)
    return () => {
      watch.disconnect()
      shown.destroy()
      stage.current = undefined
    }
  }, [host])

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const realign = useEffectEvent(async () => {
    const [list, shown] = [pictures.current, stage.current]
    if (list === undefined || shown === undefined) return
    const before = shown.place
    const now = await list.realign(before)
    // Somebody went on meanwhile: places are asked for anew from there.
    if (stage.current !== shown || shown.place !== before) return shown.refreshAll()
    shown.moveTo(now)
    show(now)
  })
  const realignSoon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void realign().catch(setError), togetherMs)
  }
  useEffect(() => () => clearTimeout(timer.current), [])

  const follow = useEffectEvent((now: number) => {
    if (pictures.current === undefined || pictures.current.total === now) return
    pictures.current.total = now
    setCount(now)
    realignSoon()
  })
  useEffect(() => follow(total), [total, countedAt])

  const leave = (id: string) => {
    const [list, shown] = [pictures.current, stage.current]
    if (list?.remove(id) === undefined || shown === undefined) return realignSoon()
    if (list.total === 0) return onClose()
    if (shown.place >= list.total) shown.moveTo(list.total - 1)
    shown.refreshAll()
    show(shown.place)
  }
  useLive('gallery_added', realignSoon)
  useLive('gallery_reset', realignSoon)
  useLive('gallery_removed', ({ id }) => leave(id))
  useLive('gallery_changed', (picture: GalleryImage) => pictures.current?.replace(picture))

  return {
    place,
    total: count,
    known,
    isZoomed,
    error,
    stage: () => stage.current,
    leave,
    retry: () => {
      setError(undefined)
      pictures.current?.want(place)
    },
  }
}
