import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Wish } from '../wish.ts'

const bodySchema = z.record(z.string(), z.unknown())
const takenSchema = z.object({ prompt_id: z.string() })

/**
 * A fetch that asks until there is an answer, for SDKs that ask once; it gives their prompt the wish's own id, by which it is the
 * same prompt each time.
 */
export function patientFetch(wish: Wish, signal: AbortSignal): typeof fetch {
  const askOnce = async (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(3_000)])
    const answer = await fetch(input, { ...init, signal: limit })
    // Read here, for an answer that breaks off in its middle is none.
    const body = await answer.arrayBuffer()
    const { status, headers } = answer
    return new Response([204, 304].includes(status) ? null : body, { status, headers })
  }
  return async (input, init) => {
    const isPrompt = init?.method === 'POST' && new URL(String(input)).pathname === '/prompt'
    const asked = isPrompt ? { ...init, body: named(String(init.body), wish.promptId) } : init
    for (;;) {
      const answer = await askOnce(input, asked).catch(() => undefined)
      if (answer !== undefined && answer.status < 429) {
        if (isPrompt && answer.ok)
          wish.hear(takenSchema.parse(await answer.clone().json()).prompt_id)
        return answer
      }
      await delay(50, undefined, { signal }).catch(() => undefined)
      // Programs ask things whose answers nobody waits for, and an error would end this process.
      if (signal.aborted) return new Promise(() => undefined)
    }
  }
}

const named = (body: string, promptId: string): string =>
  JSON.stringify({ ...bodySchema.parse(JSON.parse(body)), prompt_id: promptId })
