import type { DoorError } from '@darkroom/door-ports'
import type { Claim } from '../tries/create-tries.ts'

/** Tells a claim whether its caller was told. */
export interface Follower {
  /** Before the answer is handed over, or the refusal: `stopping` is none, for the same request is to go on after it. */
  onAnswer(error?: DoorError): Promise<void>
  /** After all of the answer was taken: what becomes of the connection no longer matters. */
  onTaken(error?: DoorError): Promise<void>
}

/**
 * A caller that goes away leaves its jobs running, and its claim to the next that asks for the same; also when it goes while the
 * answer is on its way. What cannot be written down must not spoil an answer: it is only remembered less well then.
 */
export function followCaller(claim: Claim | undefined, signal: AbortSignal): Follower {
  const release = (): void => {
    claim?.release().catch(() => undefined)
  }
  if (signal.aborted) release()
  else signal.addEventListener('abort', release, { once: true })
  const onAnswer = async (error?: DoorError): Promise<void> => {
    if (signal.aborted || claim === undefined) return
    const isOver = error?.code !== 'stopping'
    await (isOver ? claim.settle() : claim.release()).catch(() => undefined)
  }
  return {
    onAnswer,
    onTaken: async (error) => {
      signal.removeEventListener('abort', release)
      await onAnswer(error)
    },
  }
}
