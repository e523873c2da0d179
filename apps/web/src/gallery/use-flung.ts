import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createStore, type Store } from '../api/store.ts'
import { restMs, type Scrolled, scrollTo } from './fling.ts'

/** Whether what scrolls is flung. To be called before what draws rows when it scrolls, so that it is known by then. */
export function useFlung(scroller: RefObject<HTMLElement | null>): Store<boolean> {
  const [flung] = useState(() => createStore(false))
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    let last: Scrolled = { offset: 0, at: Number.NEGATIVE_INFINITY, isFlung: false }
    let rest: ReturnType<typeof setTimeout> | undefined
    const note = ({ timeStamp: at }: Event): void => {
      last = scrollTo(last, { offset: element.scrollTop, at })
      flung.set(last.isFlung)
      clearTimeout(rest)
      if (last.isFlung) rest = setTimeout(() => flung.set(false), restMs)
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      clearTimeout(rest)
      element.removeEventListener('scroll', note)
    }
  }, [flung, scroller])
  return flung
}

/** Whether to draw all that is in a row: not while it is only flung past, and from then on always. */
export function useOnceSeen(flung: Store<boolean>): boolean {
  const isSeen = useRef(false)
  return useSyncExternalStore(flung.subscribe, () => {
    isSeen.current ||= !flung.get()
    return isSeen.current
  })
}
