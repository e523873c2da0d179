import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Buttons of a row, the one that is meant first: at the end of the list one of them takes nothing any more. */
const buttonsOf = (row: Element, move: string): HTMLElement | undefined =>
  [move, 'up', 'down', 'hide']
    .map((name) => row.querySelector<HTMLElement>(`[data-move="${name}"]:not(:disabled)`))
    .find((button) => button !== null) ?? undefined

/** Keeps the focus on the button that moved its own row: an element that is moved loses it. */
export function useKeptFocus(list: RefObject<HTMLElement | null>) {
  const wanted = useRef<{ readonly key: string; readonly move: string }>(undefined)
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    const { key, move } = wanted.current
    wanted.current = undefined
    const row = list.current?.querySelector(`[data-input="${CSS.escape(key)}"]`)
    if (row) buttonsOf(row, move)?.focus()
  })
  return (key: string, move: string) => {
    wanted.current = { key, move }
  }
}
