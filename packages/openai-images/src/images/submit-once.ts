import { type AskedJob, hasEnded, type Jobs, type SubmitOptions } from '@darkroom/door-ports'
import type { Claim, Tries } from '../tries/create-tries.ts'
import { clientOf, joined } from '../tries/fingerprint.ts'
import { replayWindow } from '../tries/try-book.ts'

export interface SubmitOnceOptions {
  readonly jobs: Jobs
  readonly tries: Tries
  readonly submit: Omit<SubmitOptions, 'idempotency'>
  /** One name for what is asked for. */
  readonly fingerprint: string
  readonly headers: Headers
  readonly now: () => number
}

export type SubmittedOnce<A> = A & {
  readonly ids: readonly string[]
  /** Absent where the client's own key tells its tries from one another. */
  readonly claim?: Claim | undefined
}

/**
 * Makes what is asked for, unless it goes on with an earlier try of the same. The try is claimed before anything is done for it,
 * so that the next one finds it however early the connection of this one breaks. @throws DoorError
 */
export async function submitOnce<A extends { readonly asked: AskedJob }>(
  ask: () => Promise<A>,
  { jobs, tries, submit, fingerprint, headers, now }: SubmitOnceOptions,
): Promise<SubmittedOnce<A>> {
  const client = clientOf(submit.caller.client, headers.get('authorization') ?? undefined)
  const own = headers.get('idempotency-key') ?? ''
  if (own !== '') {
    const key = `openai-images key ${joined(client, own)}`
    const job = await ask()
    const { ids } = await jobs.submit(job.asked, { ...submit, idempotency: { key, fingerprint } })
    return { ...job, ids }
  }
  const isRetry = Number(headers.get('x-stainless-retry-count') ?? 0) > 0
  const isOver = (id: string): boolean => {
    const job = jobs.get(id)
    if (job === undefined) return true
    // Who cancelled it and asks for it again wants it after all; an SDK that asks by itself does not know.
    if (job.status === 'cancelled' && !isRetry) return true
    return hasEnded(job) && now() - (job.finishedAt ?? 0) > replayWindow
  }
  let job: A | undefined
  while (true) {
    const claim = await tries.claim(joined(client, fingerprint), { isRetry })
    try {
      job ??= await ask()
      const idempotency = { key: claim.key, fingerprint }
      const { ids, created } = await jobs.submit(job.asked, { ...submit, idempotency })
      if (created || !ids.every(isOver)) return { ...job, ids, claim }
    } catch (error) {
      await (claim.isNew ? claim.forget() : claim.release())
      throw error
    }
    // It ended long ago: whoever asks now wants another.
    await claim.forget()
  }
}
