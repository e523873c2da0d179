import { useState } from 'react'
import { useLive } from '../api/live.ts'

/** Pictures on their way that are kept at once: those of jobs that run, and the last of those that have just ended. */
const most = 12

export type Previews = ReadonlyMap<string, string>

/** The newest preview of each job, by its id. */
export function usePreviews(): Previews {
  const [previews, setPreviews] = useState<Previews>(new Map())
  useLive('preview', ({ request_id, image }) =>
    setPreviews((before) => {
      const others = [...before].filter(([id]) => id !== request_id)
      return new Map([...others, [request_id, image] as const].slice(-most))
    }),
  )
  return previews
}
