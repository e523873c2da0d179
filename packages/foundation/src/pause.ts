import { setTimeout as delay } from 'node:timers/promises'
import { longestTimeout } from './longest-timeout.ts'

/** Waits, 24.8 days at most; rejects with the signal's own reason, which Node's timer wraps. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(Math.min(ms, longestTimeout), undefined, signal ? { signal } : {})
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}
