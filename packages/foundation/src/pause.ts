import { setTimeout as delay } from 'node:timers/promises'

/** Waits; an abort rejects with the signal's own reason, which Node's timer wraps. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(ms, undefined, signal ? { signal } : {})
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
