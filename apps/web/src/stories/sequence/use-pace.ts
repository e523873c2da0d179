import { useEffect, useEffectEvent } from 'react'

interface Pace {
  readonly isRunning: boolean
  readonly seconds: number
  /** What has this time; another has its own from the beginning. */
  readonly of: unknown
  readonly onOver: () => void
}

/** Calls `onOver` when the time of what is shown is over. */
export function usePace({ isRunning, seconds, of, onOver }: Pace): void {
  const end = useEffectEvent(onOver)
  useEffect(() => {
    if (!isRunning) return
    // Only a change of it matters.
    void of
    const timer = setTimeout(() => end(), seconds * 1000)
    return () => clearTimeout(timer)
  }, [isRunning, seconds, of])
}
