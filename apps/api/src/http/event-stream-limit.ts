import type { MiddlewareHandler } from 'hono'
import { clientAddress } from '../security/caller.ts'
import type { AppEnv } from './env.ts'
import { isEventStream } from './is-event-stream.ts'
import { ProblemError, retryAfter } from './problem.ts'

/** Seconds after which a place may be free again: a page that was left closes its streams. */
const againSeconds = 5

interface Limits {
  readonly inAll: number
  readonly perClient: number
  /** Told of each stream that opens or closes. */
  readonly onChange?: (change: 1 | -1) => void
}

const full = (detail: string, key: string): ProblemError =>
  new ProblemError(503, 'too_many_streams', detail, {
    hint: `Close streams that nobody reads, follow /api/events instead of each job, or raise ${key}.`,
    headers: retryAfter(againSeconds),
  })

/** Counts open event streams, by client and in all: each holds a connection and work to be done for as long as it is open. */
export function eventStreamLimit({
  inAll,
  perClient,
  onChange = () => undefined,
}: Limits): MiddlewareHandler<AppEnv> {
  const open = new Map<string, number>()
  let total = 0

  const enter = (client: string): void => {
    const own = open.get(client) ?? 0
    if (own >= perClient) {
      throw full(
        `${client} has ${own} event streams open already.`,
        'EVENT_STREAM_LIMIT_PER_CLIENT',
      )
    }
    if (total >= inAll) throw full(`${total} event streams are open already.`, 'EVENT_STREAM_LIMIT')
    open.set(client, own + 1)
    total += 1
    onChange(1)
  }

  const leave = (client: string): void => {
    const own = (open.get(client) ?? 0) - 1
    if (own > 0) open.set(client, own)
    else open.delete(client)
    total -= 1
    onChange(-1)
  }

  return async (c, next) => {
    const { incoming, outgoing } = c.env ?? {}
    if (incoming !== undefined && outgoing !== undefined && isEventStream(c)) {
      const client = clientAddress(c.env) ?? ''
      enter(client)
      outgoing.once('close', () => leave(client))
    }
    await next()
  }
}
