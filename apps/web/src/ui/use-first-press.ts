import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/** Presses a button that was pressed before it could do anything: what it opens was on its way. */
export function useFirstPress(pressed: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null)
  // In the moment in which the button before it goes: a dialog round it takes a focus that is nowhere, and gives it to itself a frame later,
  // which closes what is opened here.
  useLayoutEffect(() => {
    if (pressed) button.current?.focus()
  }, [])
  useEffect(() => {
    if (pressed) button.current?.click()
  }, [])
  return button
}
