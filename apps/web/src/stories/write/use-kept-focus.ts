import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react'

interface Wanted {
  readonly id: string
  readonly what: 'textarea' | '[data-delete]'
}

const isDisabled = (element: Element): boolean => element.matches(':disabled')

/** Keeps the focus where it is when rows change their places, or puts it into a part of a frame. */
export function useKeptFocus(list: RefObject<HTMLElement | null>) {
  const kept = useRef<HTMLElement>(undefined)
  const wanted = useRef<Wanted>(undefined)

  useLayoutEffect(() => {
    const { id, what } = wanted.current ?? {}
    wanted.current = undefined
    const row = id && list.current?.querySelector(`[data-frame="${CSS.escape(id)}"]`)
    if (row && what) row.querySelector<HTMLElement>(what)?.focus()

    const element = kept.current
    kept.current = undefined
    if (element === undefined || !element.isConnected) return
    // At an end of the list the button that moved it there moves nothing further.
    const other = element.closest('[data-frame]')?.querySelector<HTMLElement>('button:enabled')
    const target = isDisabled(element) ? other : element
    target?.focus({ preventScroll: true })
    target?.scrollIntoView({ block: 'nearest' })
  })

  return {
    keepFocus: useCallback(() => {
      const { activeElement } = document
      if (activeElement instanceof HTMLElement && list.current?.contains(activeElement))
        kept.current = activeElement
    }, [list]),
    /** Focuses a part of a frame, by its selector, when it is there. */
    focusOn: useCallback((id: string | undefined, what: Wanted['what']) => {
      wanted.current = id === undefined ? undefined : { id, what }
    }, []),
  }
}
