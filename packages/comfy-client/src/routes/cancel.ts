import type { CancelResult, ComfyClient } from '../comfy-client.ts'
import type { Location } from '../history-entry.ts'
import { pause } from '../http/pause.ts'

type Needed = Pick<ComfyClient, 'locate' | 'deletePending' | 'interrupt' | 'cancelJob'>

/**
 * Neither deleting nor interrupting says whether it helped, and a job may start in between: so both are done,
 * by id, and the server is asked where the job is until it is nowhere or over.
 */
export function createCancel({
  locate,
  deletePending,
  interrupt,
  cancelJob,
}: Needed): ComfyClient['cancel'] {
  // Once the server is known to lack the route, it is not asked again.
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
    let wasRunning = false
    let was = await locate(promptId, options)
    if (was.state === 'finished' || was.state === 'absent') return was.state
    for (let wait = 25; ; wait = Math.min(wait * 2, 1_000)) {
      wasRunning ||= was.state === 'running'
      await stop(promptId, options)
      was = await locate(promptId, options)
      const result = toResult(was, wasRunning)
      if (result) return result
      if (performance.now() - started + wait > waitMs) return 'stopping'
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
