import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

const acceptedSchema = z.object({ request_id: z.uuid() })
const imageSchema = z.object({ image_url: z.string(), filepath: z.string() })
const jobSchema = z.object({
  status: z.enum(['queued', 'processing', 'completed', 'error', 'cancelled']),
  images: z.array(imageSchema).optional(),
})
export type Job = z.infer<typeof jobSchema>

/** A picture that a client wants, by a key that it keeps until it has an answer. */
export interface Wish {
  readonly key: string
  readonly id: string
}

/** How a request failed: nobody listened, or the connection ended before an answer. */
const reasonOf = (error: unknown): string => {
  const { cause } = z.object({ cause: z.object({ code: z.string() }) }).parse(error)
  return cause.code
}

export interface Outcomes {
  readonly wishes: Wish[]
  /** What was not answered with an acceptance: codes of connections, and statuses. */
  readonly refusals: Set<string>
}

export const ask = (url: string, key: string): Promise<Response> =>
  fetch(`${url}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({
      prompt: `wish ${key}`,
      model: 'base/dreamscape_xl.safetensors',
      steps: 2,
      resolution: { width: 64, height: 64 },
    }),
  })

/** Wishes for one picture, again until it is accepted, as a client should; of several addresses at the next one each time. */
export async function wish(
  urls: string | readonly string[],
  { wishes, refusals }: Outcomes,
): Promise<Wish> {
  const key = randomUUID()
  for (let turn = wishes.length; ; turn += 1) {
    const url = typeof urls === 'string' ? urls : (urls[turn % urls.length] ?? '')
    try {
      const answer = await ask(url, key)
      if (answer.status === 202) {
        const { request_id: id } = acceptedSchema.parse(await answer.json())
        const made = { key, id }
        wishes.push(made)
        return made
      }
      refusals.add(
        `${answer.status} ${z.object({ code: z.string() }).parse(await answer.json()).code}`,
      )
    } catch (error) {
      refusals.add(reasonOf(error))
    }
    await delay(10)
  }
}

/** Waits for the end of a job by its stream, which ends with it. */
export async function ended(url: string, id: string): Promise<Job> {
  await (await fetch(`${url}/api/generate/${id}/events`)).text()
  return jobSchema.parse(await (await fetch(`${url}/api/generate/status/${id}`)).json())
}
