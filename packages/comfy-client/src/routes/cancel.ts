import { pause } from '@darkroom/foundation'
import type { CancelResult, ComfyClient } from '../comfy-client.ts'
import type { Location } from '../history-entry.ts'
import { isPassing } from '../http/is-passing.ts'

type Needed = Pick<ComfyClient, 'locate' | 'deletePending' | 'interrupt' | 'cancelJob'>

/**
 * Cancels by deleting and interrupting, both by id, since neither reports success and a job may start in between. Then
 * locates the job until it is absent or finished.
 */
export function createCancel({
  locate,
  deletePending,
  interrupt,
  cancelJob,
}: Needed): ComfyClient['cancel'] {
  // Whether the server may have the route; once it is known to lack it, the route is not called again.
  let hasCancelRoute = true

  const stop = async (promptId: string, options: { signal?: AbortSignal }): Promise<void> => {
    if (hasCancelRoute) {
      const cancelled = await cancelJob(promptId, options)
      hasCancelRoute = cancelled !== undefined
    }
    if (hasCancelRoute) return
    await deletePending([promptId], options)
    await interrupt(promptId, options)
  }

  return async (promptId, { signal, waitMs = 5_000 } = {}) => {
    const options = signal ? { signal } : {}
    const started = performance.now()
    let wasAsked = false
    let wasRunning = false

    const attempt = async (): Promise<CancelResult | undefined> => {
      const before = await locate(promptId, options)
      if (before.state === 'finished' || before.state === 'absent') {
        return wasAsked ? toResult(before, wasRunning) : before.state
      }
      wasRunning ||= before.state === 'running'
      wasAsked = true
      await stop(promptId, options)
      return toResult(await locate(promptId, options), wasRunning)
    }

    /** A failed attempt may have helped all the same, or the next one may. */
    const tolerantAttempt = async (isLast: boolean): Promise<CancelResult | undefined> => {
      try {
        return await attempt()
      } catch (error) {
        if (isLast || !isPassing(error)) throw error
        return undefined
      }
    }

    for (let wait = 25; ; wait = Math.min(wait * 2, 1_000)) {
      const isLast = performance.now() - started + wait > waitMs
      const result = await tolerantAttempt(isLast)
      if (result) return result
      if (isLast) return 'stopping'
      await pause(wait, signal)
    }
  }
}

function toResult({ state, entry }: Location, wasRunning: boolean): CancelResult | undefined {
  switch (state) {
    case 'pending':
    case 'running':
      return undefined
    case 'absent':
      return wasRunning ? 'absent' : 'removed'
    case 'finished':
      return entry?.outcome.state === 'interrupted' ? 'interrupted' : 'finished'
  }
}
