import { randomUUID } from 'node:crypto'
import type { Keep } from '@darkroom/door-ports'
import { createTurns } from '@darkroom/foundation'
import { findTry } from './find-try.ts'
import type { RememberedTry } from './remembered-try.ts'
import { createTryBook } from './try-book.ts'

/** A try that somebody waits for. */
export interface Claim {
  /** The jobs are submitted under it. */
  readonly key: string
  /** False where it goes on with an earlier try. */
  readonly isNew: boolean
  /** The client is told how it ended. */
  settle(): Promise<void>
  /** Nobody waits any more, or the answer did not arrive: the next equal request goes on with it. */
  release(): Promise<void>
  /** There is nothing to go on with. */
  forget(): Promise<void>
}

export interface Tries {
  /** `request` is one name for who asks for what. */
  claim(request: string, options: { readonly isRetry: boolean }): Promise<Claim>
}

/** The requests that were let in, remembered across restarts, so that asking again for what got lost does not make it again. */
export function createTries(keep: Keep, { now }: { readonly now: () => number }): Tries {
  const { read, write } = createTryBook(keep, { now })
  const holders = new Map<string, number>()
  const inTurn = createTurns()

  const hold = (key: string, by: number): void => {
    const count = (holders.get(key) ?? 0) + by
    if (count > 0) holders.set(key, count)
    else holders.delete(key)
  }

  const claimed = (request: string, { key, claims }: RememberedTry, isNew: boolean): Claim => {
    let isHeld = true
    const change = (to: (one: RememberedTry) => readonly RememberedTry[]): Promise<void> =>
      inTurn(async () => {
        const tries = read(request)
        if (!tries.some((one) => one.key === key)) return
        await write(
          request,
          tries.flatMap((one) => (one.key === key ? to(one) : [one])),
        )
      })
    const letGo = (): void => {
      if (isHeld) hold(key, -1)
      isHeld = false
    }
    return {
      key,
      isNew,
      settle: async () => {
        await change((one) => [{ ...one, answeredAt: now() }])
        letGo()
      },
      release: async () => {
        letGo()
        // Where another has gone on with it, it is for that one to say whether the answer arrived.
        await change(({ answeredAt, ...one }) => [
          one.claims === claims || answeredAt === undefined ? one : { ...one, answeredAt },
        ])
      },
      forget: async () => {
        letGo()
        await change(() => [])
      },
    }
  }

  return {
    claim: (request, { isRetry }) =>
      inTurn(async () => {
        const tries = read(request)
        const found = findTry(tries, { isRetry, isHeld: (key) => holders.has(key) })
        const { answeredAt: _, ...one } = found ?? {
          key: `openai-images ${randomUUID()}`,
          at: now(),
          claims: 0,
        }
        const others = tries.filter(({ key }) => key !== one.key)
        const mine = { ...one, claims: one.claims + 1 }
        hold(mine.key, 1)
        await write(request, [...others, mine])
        return claimed(request, mine, found === undefined)
      }),
  }
}
