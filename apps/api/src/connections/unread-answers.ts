import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/** Milliseconds for which a client may read nothing of what is ready for it. */
const unreadMs = 30_000

/** Bytes that may wait for all clients together. */
export const mostUnsentBytes = 256 * 1024 * 1024

/** Milliseconds between looks at what waits. */
export const lookMs = 250

const unsent = (sockets: Iterable<Socket>): number =>
  [...sockets].reduce((sum, { writableLength }) => sum + writableLength, 0)

/** The sockets that go so that the others fit: those with the most unsent bytes. */
export function tooMuch<S extends { readonly writableLength: number }>(
  sockets: Iterable<S>,
  most: number,
): readonly S[] {
  const largestFirst = [...sockets].sort((a, b) => b.writableLength - a.writableLength)
  let total = largestFirst.reduce((sum, { writableLength }) => sum + writableLength, 0)
  const gone: S[] = []
  for (const socket of largestFirst) {
    if (total <= most) break
    gone.push(socket)
    total -= socket.writableLength
  }
  return gone
}

/**
 * Cuts off clients that do not read: each after half a minute without a byte, and those with the most unsent bytes
 * where all together have too many. Node's timer of a socket starts anew with every byte that goes. Also closes
 * connections on which nothing is under way, for a listener takes that from Node.
 */
export function dropUnreadAnswers(
  server: Server,
  underWay: ReadonlyMap<Socket, unknown>,
  { unread = unreadMs, most = mostUnsentBytes }: { unread?: number; most?: number } = {},
): void {
  server.setTimeout(unread, (socket) => {
    if (!underWay.has(socket) || socket.writableLength > 0) socket.destroy()
  })
  const looking = setInterval(() => {
    if (unsent(underWay.keys()) <= most) return
    for (const socket of tooMuch(underWay.keys(), most)) socket.destroy()
  }, lookMs)
  looking.unref()
  server.once('close', () => clearInterval(looking))
}
