import { useState } from 'react'
import { useLive } from '../../api/live.ts'
import type { FrameProgress } from './frame-standing.ts'

/** Jobs whose progress is kept at once: those that run, and the last of those that have just ended. */
const most = 12

/** How far each job is that runs, by its id. */
export function useProgress(): ReadonlyMap<string, FrameProgress> {
  const [known, setKnown] = useState<ReadonlyMap<string, FrameProgress>>(new Map())
  useLive('progress', ({ request_id, ...progress }) =>
    setKnown((before) => {
      const others = [...before].filter(([id]) => id !== request_id)
      return new Map([...others, [request_id, progress] as const].slice(-most))
    }),
  )
  return known
}
