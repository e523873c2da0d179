import { useState } from 'react'
import { useLive } from '../../api/live.ts'
import type { FrameProgress } from './frame-standing.ts'
import type { Frame } from './sequence-queries.ts'

/** Jobs that are followed at once: those that run, and the last of those that have just ended. */
const most = 12

type ByJob<T> = ReadonlyMap<string, T>

const withNewest = <T>(before: ByJob<T>, id: string, value: T): ByJob<T> =>
  new Map([...[...before].filter(([other]) => other !== id), [id, value] as const].slice(-most))

/** How far the jobs of these frames are, and what emerges, by their ids. What others make changes nothing here. */
export function useFrameLive(frames: readonly Frame[]): {
  readonly progress: ByJob<FrameProgress>
  /** As data URLs. */
  readonly previews: ByJob<string>
} {
  const [progress, setProgress] = useState<ByJob<FrameProgress>>(new Map())
  const [previews, setPreviews] = useState<ByJob<string>>(new Map())
  const isOurs = (id: string): boolean =>
    frames.some(({ request_id, redo }) => request_id === id || redo?.request_id === id)
  useLive('progress', ({ request_id, ...far }) => {
    if (isOurs(request_id)) setProgress((before) => withNewest(before, request_id, far))
  })
  useLive('preview', ({ request_id, image }) => {
    if (isOurs(request_id)) setPreviews((before) => withNewest(before, request_id, image))
  })
  return { progress, previews }
}
