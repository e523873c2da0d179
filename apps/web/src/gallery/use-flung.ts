import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { createStore, type Store } from '../api/store.ts'
import { isFlung, restMs, type ScrollStep } from './is-flung.ts'

/** Whether what scrolls is flung. To be called before what draws rows when it scrolls, so that it is known by then. */
export function useFlung(scroller: RefObject<HTMLElement | null>): Store<boolean> {
  const [flung] = useState(() => createStore(false))
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    let before: ScrollStep = { offset: element.scrollTop, at: Number.NEGATIVE_INFINITY }
    let rest: ReturnType<typeof setTimeout> | undefined
    const note = ({ timeStamp }: Event): void => {
      const now = { offset: element.scrollTop, at: timeStamp }
      clearTimeout(rest)
      flung.set(isFlung(before, now))
      if (flung.get()) rest = setTimeout(() => flung.set(false), restMs)
      before = now
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => {
      clearTimeout(rest)
      element.removeEventListener('scroll', note)
    }
  }, [flung, scroller])
  return flung
}

/** Whether to show what came into the list: not before nothing is flung, and always from then on. */
export function useOnceAtRest(flung: Store<boolean>): boolean {
  const isShown = useRef(false)
  return useSyncExternalStore(flung.subscribe, () => {
    isShown.current ||= !flung.get()
    return isShown.current
  })
}
