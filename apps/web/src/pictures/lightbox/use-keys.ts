import { type RefObject, useEffect, useEffectEvent } from 'react'

/** Whether a key is for what has the focus: a box to type in, a video, or a button that Enter and Space press. */
const isForFocused = (target: Element, key: string): boolean =>
  target.closest('input, textarea, select, video, [role="combobox"]') !== null ||
  ((key === ' ' || key === 'Enter') && target.closest('button, a') !== null)

/**
 * Calls `onKey` for keys that are for `place` and not for what is over it, also when nothing has the focus, as after a press in a toast
 * that has gone. What it says it took is kept from the browser.
 */
export function useKeys(
  place: RefObject<Element | null>,
  onKey: (event: KeyboardEvent) => boolean,
): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    if (event.defaultPrevented || !(target instanceof Element)) return
    const isOurs = target === document.body || place.current?.contains(target) === true
    if (!isOurs || isForFocused(target, event.key)) return
    if (onKey(event)) event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => handle(event)
    // On the way down: a dialog of Base UI lets no arrow key up to the document.
    document.addEventListener('keydown', listen, { capture: true })
    return () => document.removeEventListener('keydown', listen, { capture: true })
  }, [])
}
