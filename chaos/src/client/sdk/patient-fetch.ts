import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { Wish } from '../wish.ts'

const bodySchema = z.record(z.string(), z.unknown())
const takenSchema = z.object({ prompt_id: z.string() })

type Fetch = typeof fetch

/** Asks once; an answer that breaks off in its middle is none. */
async function askOnce(
  signal: AbortSignal,
  ...asked: Parameters<Fetch>
): Promise<Response | undefined> {
  try {
    const [input, init] = asked
    const limit = AbortSignal.any([signal, AbortSignal.timeout(3_000)])
    const { status, headers, ...answer } = await read(
      await fetch(input, { ...init, signal: limit }),
    )
    return status < 429 ? new Response(answer.body, { status, headers }) : undefined
  } catch {
    return undefined
  }
}

async function read(answer: Response) {
  const { status, headers } = answer
  const bytes = await answer.arrayBuffer()
  return { status, headers, body: [204, 304].includes(status) ? null : bytes }
}

/**
 * A fetch that asks until there is an answer, for SDKs that ask once; it gives their prompt the wish's own id, by which it is the
 * same prompt each time.
 */
export function patientFetch(wish: Wish, signal: AbortSignal): Fetch {
  const ask: Fetch = async (input, init) => {
    for (;;) {
      const answer = await askOnce(signal, input, init)
      if (answer !== undefined) return answer
      await delay(50, undefined, { signal }).catch(() => undefined)
      // Programs ask things whose answers nobody waits for, and an error would end this process.
      if (signal.aborted) return new Promise(() => undefined)
    }
  }
  return async (input, init) => {
    const isPrompt = init?.method === 'POST' && new URL(String(input)).pathname === '/prompt'
    if (!isPrompt) return ask(input, init)
    const answer = await ask(input, { ...init, body: named(String(init.body), wish.promptId) })
    if (answer.ok) wish.hear(takenSchema.parse(await answer.clone().json()).prompt_id)
    return answer
  }
}

const named = (body: string, promptId: string): string =>
  JSON.stringify({ ...bodySchema.parse(JSON.parse(body)), prompt_id: promptId })
