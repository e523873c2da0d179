import { setTimeout as delay } from 'node:timers/promises'
import {
  ComfyConnectionError,
  ComfyError,
  ComfyTimeoutError,
  type JsonObject,
  type PromptGraph,
} from '@darkroom/comfy-client'
import type { JobError } from '@darkroom/job-queue'
import type { AttemptRecord } from '../job/attempt-record.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { refusalOf } from './judge-failure.ts'
import type { PromptPoller } from './prompt-poller.ts'

/**
 * `accepted` or seen there; `refused` for good; `unsent` when certainly not a byte of it went out; in `doubt`
 * otherwise, which only looking resolves.
 */
export type PostOutcome =
  | { readonly state: 'accepted' | 'unsent' | 'doubt' }
  | { readonly state: 'refused'; readonly error: JobError }

export interface PostOptions {
  readonly link: ServerLink
  readonly note: AttemptRecord
  readonly graph: PromptGraph
  readonly extraData: JsonObject
  readonly lookout: PromptPoller
  readonly pollMs: number
  readonly signal: AbortSignal
}

/** Posts once. While the answer is out, looks whether the prompt is there already: an answer can be lost or hang. */
export async function post(options: PostOptions): Promise<PostOutcome> {
  const { signal, lookout, pollMs } = options
  const over = new AbortController()
  const inner = AbortSignal.any([signal, over.signal])
  const answer = submit(options, inner)
  try {
    for (;;) {
      const outcome = await Promise.race([answer, delay(pollMs, undefined, { signal: inner })])
      if (outcome !== undefined) return outcome
      const { sighting } = await lookout.look({ inHistory: false, signal: inner })
      if (sighting.state !== 'absent' && sighting.state !== 'unreachable') {
        return { state: 'accepted' }
      }
    }
  } finally {
    over.abort()
    await answer.catch(() => undefined)
    lookout.reset()
  }
}

async function submit(options: PostOptions, signal: AbortSignal): Promise<PostOutcome> {
  const { link, note, graph, extraData } = options
  const { promptId, clientId } = note
  try {
    await link.ask((client) => client.submit({ graph, promptId, clientId, extraData }, { signal }))
    return { state: 'accepted' }
  } catch (error) {
    if (!(error instanceof ComfyError)) throw error
    const refusal = refusalOf(error)
    if (refusal !== undefined) return { state: 'refused', error: refusal }
    const unsent =
      (error instanceof ComfyConnectionError || error instanceof ComfyTimeoutError) && !error.sent
    return { state: unsent ? 'unsent' : 'doubt' }
  }
}
