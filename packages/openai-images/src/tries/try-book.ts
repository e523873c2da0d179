import type { Keep } from '@darkroom/door-ports'
import { fromJson, isOpen, type RememberedTry, toJson } from './remembered-try.ts'

/** Milliseconds for which an answer, or a picture that nobody fetched, is given again. */
export const replayWindow: number = 10 * 60_000

/** Milliseconds after which an open try is forgotten: keys are good for a day. */
const lifetime = 23 * 3_600_000

/** Tries of one request that are remembered. */
const most = 12

/** Requests from which on old ones are looked for. */
const many = 500

/** The tries of each request. Open ones are durable; those that were answered are only in memory, for they may be asked for again soon or not at all. */
export interface TryBook {
  read(request: string): readonly RememberedTry[]
  write(request: string, tries: readonly RememberedTry[]): Promise<void>
}

export function createTryBook(keep: Keep, { now }: { readonly now: () => number }): TryBook {
  /** The one that was written last is last. */
  const answered = new Map<string, readonly RememberedTry[]>()
  const isFresh = ({ at, answeredAt }: RememberedTry): boolean =>
    answeredAt === undefined ? now() - at < lifetime : now() - answeredAt < replayWindow
  const openOf = (request: string) => fromJson(keep.get(request)).filter(isFresh)

  const forgetOld = async (): Promise<void> => {
    for (const [request, tries] of answered) {
      if (tries.some(isFresh)) break
      answered.delete(request)
    }
    const requests = keep.keys()
    if (requests.length < many) return
    const old = requests.filter((request) => openOf(request).length === 0)
    await Promise.all(old.map((request) => keep.delete(request)))
  }

  return {
    read: (request) => [...(answered.get(request) ?? []).filter(isFresh), ...openOf(request)],
    async write(request, tries) {
      answered.delete(request)
      const told = tries.filter((one) => !isOpen(one)).slice(-most)
      if (told.length > 0) answered.set(request, told)
      await forgetOld()
      const open = tries.filter(isOpen).slice(-most)
      if (open.length > 0) await keep.set(request, toJson(open))
      else if (keep.get(request) !== undefined) await keep.delete(request)
    },
  }
}
