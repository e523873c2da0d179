import { useEffect, useSyncExternalStore } from 'react'

let isWanted = false
const listeners = new Set<() => void>()

/** Has the layers of toasts and tooltips loaded. */
export const wantLayers = (): void => {
  isWanted = true
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const signs = ['pointerover', 'pointerdown', 'keydown'] as const

/** Whether the layers are needed: from the first sign of a person, or the first toast. */
export const useLayersWanted = (): boolean => {
  const wanted = useSyncExternalStore(subscribe, () => isWanted)
  useEffect(() => {
    const end = new AbortController()
    for (const sign of signs) {
      addEventListener(sign, wantLayers, { once: true, passive: true, signal: end.signal })
    }
    return () => end.abort()
  }, [])
  return wanted
}
