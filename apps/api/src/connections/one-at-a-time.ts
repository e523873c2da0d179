import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => unknown

export interface Exchange {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

/** Requests that may wait behind others, of all sockets together; some 3 kB each. */
const mostWaiting = 20_000

export interface OneAtATime {
  readonly listener: Listener
  /** The answer under way on each socket. */
  readonly underWay: ReadonlyMap<Socket, Exchange>
}

/**
 * Answers one request a socket at a time. Node hands out all requests of a packet at once, a thousand in 64 kB, to be
 * answered all at the same time, however little of that the client reads. Here the next one begins when the answer
 * before was handed to the system, and until then nothing more is read. Whoever makes too many wait is cut off.
 */
export function oneAtATime(listener: Listener, most: number = mostWaiting): OneAtATime {
  const underWay = new Map<Socket, Exchange>()
  const waiting = new Map<Socket, Exchange[]>()
  let waitingInAll = 0

  const forget = (socket: Socket): void => {
    waitingInAll -= waiting.get(socket)?.length ?? 0
    waiting.delete(socket)
    underWay.delete(socket)
  }

  const begin = (socket: Socket, exchange: Exchange): void => {
    underWay.set(socket, exchange)
    exchange.outgoing.once('close', () => over(socket))
    listener(exchange.incoming, exchange.outgoing)
  }

  const over = (socket: Socket): void => {
    underWay.delete(socket)
    const next = socket.destroyed ? undefined : waiting.get(socket)?.shift()
    if (next === undefined) {
      forget(socket)
      return
    }
    waitingInAll -= 1
    if (waiting.get(socket)?.length === 0) {
      waiting.delete(socket)
      socket.resume()
    }
    begin(socket, next)
  }

  const wait = (socket: Socket, exchange: Exchange): void => {
    if (waitingInAll >= most) {
      socket.destroy()
      return
    }
    waitingInAll += 1
    const queue = waiting.get(socket)
    if (queue === undefined) waiting.set(socket, [exchange])
    else queue.push(exchange)
    socket.pause()
  }

  const known = new WeakSet<Socket>()
  const meet = (socket: Socket): void => {
    if (known.has(socket)) return
    known.add(socket)
    socket.once('close', () => forget(socket))
    // Node resumes a socket after each message and whenever its buffer is empty.
    socket.on('resume', () => {
      if (waiting.has(socket)) socket.pause()
    })
  }

  return {
    underWay,
    listener: (incoming, outgoing) => {
      const { socket } = incoming
      meet(socket)
      if (underWay.has(socket)) wait(socket, { incoming, outgoing })
      else begin(socket, { incoming, outgoing })
    },
  }
}
