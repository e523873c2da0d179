import { useEffect, useState } from 'react'
import { inWords } from './duration.ts'

export interface RemainingProps {
  /** To the end, as it was foreseen; undefined while nobody knows. */
  readonly seconds: number | undefined
  /** When that was, in milliseconds. */
  readonly toldAt: number
}

/** How long something takes, counted down from when it was foreseen. */
export const Remaining = ({ seconds, toldAt }: RemainingProps) => {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (seconds === undefined) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [seconds])
  if (seconds === undefined) return null
  const left = seconds - Math.max(0, now - toldAt) / 1000
  return <span>{left < 1 ? 'nearly done' : `about ${inWords(left)} left`}</span>
}
