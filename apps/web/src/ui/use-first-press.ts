import { type RefObject, useEffect, useRef } from 'react'

/** Presses a button that was pressed before it could do anything: what it opens was on its way. */
export function useFirstPress(pressed: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!pressed) return
    button.current?.focus()
    button.current?.click()
  }, [])
  return button
}
