import { useEffect, useRef, useState } from 'react'

/** The value, at most once in `ms` milliseconds while it keeps changing, and always the last one. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value)
  const changedAt = useRef(0)
  useEffect(() => {
    const left = changedAt.current + ms - performance.now()
    const take = (): void => {
      changedAt.current = performance.now()
      setSettled(value)
    }
    if (left <= 0) {
      take()
      return
    }
    const timer = setTimeout(take, left)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
