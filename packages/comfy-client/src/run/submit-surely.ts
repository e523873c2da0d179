import { pause } from '@darkroom/foundation'
import type { CallOptions, ComfyClient, Submission, Submitted } from '../comfy-client.ts'
import { ComfyConnectionError, ComfyResponseError, ComfyTimeoutError } from '../errors.ts'
import { isPassing } from '../http/is-passing.ts'

/** A submission whose answer got lost may still arrive for so long. */
const settleMs = 2_000

/** Submits once. When nobody can say whether that worked, looks for the job before it gives up. */
export async function submitSurely(
  { submit, locate }: Pick<ComfyClient, 'submit' | 'locate'>,
  prompt: Submission,
  options: CallOptions,
): Promise<Submitted> {
  try {
    return await submit(prompt, options)
  } catch (error) {
    if (!isDoubtful(error)) throw error
    const location = await settle(() => locate(prompt.promptId, options), options)
    if (!location) throw error
    return { promptId: prompt.promptId, number: location.number ?? 0, nodeErrors: {} }
  }
}

/** A 500 is doubtful too: the server queues a prompt before it fails on some. */
function isDoubtful(error: unknown): boolean {
  if (error instanceof ComfyConnectionError || error instanceof ComfyTimeoutError) return error.sent
  return error instanceof ComfyResponseError && (error.status >= 500 || error.status === 200)
}

async function settle(
  look: () => ReturnType<ComfyClient['locate']>,
  { signal }: CallOptions,
): Promise<Awaited<ReturnType<ComfyClient['locate']>> | undefined> {
  const started = performance.now()
  for (;;) {
    try {
      const location = await look()
      if (location.state !== 'absent') return location
    } catch (error) {
      if (!isPassing(error)) throw error
    }
    if (performance.now() - started > settleMs) return undefined
    await pause(settleMs / 5, signal)
  }
}
