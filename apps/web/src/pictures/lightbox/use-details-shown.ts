import { useState } from 'react'

const key = 'darkroom.details'

/** Whether details are shown beside the picture; kept on this machine. On a small screen they begin hidden. */
export function useDetailsShown(): readonly [
  boolean,
  (change: (shown: boolean) => boolean) => void,
] {
  const [isShown, setIsShown] = useState(
    () => localStorage.getItem(key) === 'shown' && matchMedia('(min-width: 800px)').matches,
  )
  const set = (change: (shown: boolean) => boolean) => {
    const next = change(isShown)
    localStorage.setItem(key, next ? 'shown' : 'hidden')
    setIsShown(next)
  }
  return [isShown, set]
}
