import { createTimeLimit } from '@darkroom/foundation'
import type { ComfyClient } from '../comfy-client.ts'
import { ComfyLostError, ComfyTimeoutError } from '../errors.ts'
import type { HistoryEntry, Location } from '../history-entry.ts'
import { isPassing } from '../http/is-passing.ts'
import type { RunOptions } from '../run-options.ts'
import type { ComfySocket } from '../socket.ts'
import type { Following } from './follow.ts'

export interface AwaitOptions
  extends Pick<RunOptions, 'pollMs' | 'silentMs' | 'stallTimeoutMs' | 'unreachableMs'> {
  readonly promptId: string
  readonly following: Following
  readonly socket: ComfySocket
  readonly signal: AbortSignal
}

/** An absent job is looked for so often, and for at least so long, before it counts as lost. */
const absences = 3
const absentMs = 2_000

/**
 * Looks for the job until it is in the history. The socket only says when to look: at once when the job
 * ended, seldom while events flow. Nothing depends on an event being delivered.
 */
export async function awaitEntry(
  client: Pick<ComfyClient, 'locate'>,
  options: AwaitOptions,
): Promise<HistoryEntry> {
  const { promptId, following, signal } = options
  const watch = createWatch(options)
  let sinceEnd = 0
  for (;;) {
    const location = await look(client, promptId, signal, watch)
    if (location?.entry) return location.entry
    if (location) watch.found(location)
    // The end is announced before the history entry is written, so that the first looks may miss it.
    const wait = following.isEnded ? Math.min(50 * 2 ** sinceEnd, 1_000) : watch.pollMs()
    if (following.isEnded) sinceEnd += 1
    using pause = createTimeLimit(wait, signal)
    if (following.isEnded) await aborted(pause.signal)
    else await following.ended(pause.signal)
    signal.throwIfAborted()
  }
}

const aborted = async (signal: AbortSignal): Promise<void> => {
  if (signal.aborted) return
  await new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true })
  })
}

/** One look; an unreachable server gives `undefined` until it was so for too long. */
async function look(
  client: Pick<ComfyClient, 'locate'>,
  promptId: string,
  signal: AbortSignal,
  watch: Watch,
): Promise<Location | undefined> {
  try {
    const location = await client.locate(promptId, { signal })
    watch.reached()
    return location
  } catch (error) {
    if (!isPassing(error)) throw error
    watch.unreached(error)
    return undefined
  }
}

interface Watch {
  reached(): void
  /** Throws the error when the server has been away for too long. */
  unreached(error: unknown): void
  /** Throws when the job is lost or the server is stuck. */
  found(location: Location): void
  pollMs(): number
}

function createWatch({
  promptId,
  following,
  socket,
  pollMs = 1_000,
  silentMs = 10_000,
  stallTimeoutMs = 15 * 60_000,
  unreachableMs = 60_000,
}: AwaitOptions): Watch {
  let reachedAt = performance.now()
  let absent: { readonly since: number; readonly times: number } | undefined
  let runningSince: number | undefined
  let silence = silentMs
  let trustedAt = performance.now()

  const countAbsence = (now: number): void => {
    absent = { since: absent?.since ?? now, times: (absent?.times ?? 0) + 1 }
    if (absent.times < absences || now - absent.since < absentMs) return
    throw new ComfyLostError({ promptId })
  }
  const watchRunning = (now: number): void => {
    runningSince ??= now
    const alive = Math.max(runningSince, following.heardOwnAt)
    if (now - alive > stallTimeoutMs) {
      throw new ComfyTimeoutError(
        `Prompt ${promptId} runs without a sign of life for ${stallTimeoutMs} ms: the server's worker may be dead`,
        { timeoutMs: stallTimeoutMs, sent: true },
      )
    }
    if (now - Math.max(alive, trustedAt) < silence) return
    trustedAt = now
    // Loading a model is silent, too: ask less often each time.
    silence = Math.min(silence * 2, 60_000)
    socket.reconnect('The socket is silent while the job runs')
  }

  return {
    reached() {
      reachedAt = performance.now()
    },
    unreached(error) {
      if (performance.now() - reachedAt > unreachableMs) throw error
    },
    found({ state }) {
      const now = performance.now()
      if (state === 'absent') return countAbsence(now)
      absent = undefined
      if (state === 'running') watchRunning(now)
    },
    pollMs: () => (performance.now() - following.heardOwnAt < 3_000 ? pollMs * 5 : pollMs),
  }
}
