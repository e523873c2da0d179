import { once } from 'node:events'
import { createServer, connect as dial, type Socket } from 'node:net'

export interface Line extends AsyncDisposable {
  /** The address with the line in between. */
  readonly url: string
  /** Nothing comes through any more, in one direction or in both, and nobody is told: a line that is cut, not closed. */
  cut(direction?: 'both' | 'there' | 'back'): void
  /** Ends every connection as if by a reset. */
  reset(): void
  /** New connections go through; those that were cut have ended. */
  mend(): void
}

/** A line of TCP to the host and port of the address. */
export const createLine = async (address: string): Promise<Line> => {
  const target = new URL(address)
  const sockets = new Set<Socket>()
  let isCut = { there: false, back: false }

  const forward = (from: Socket, to: Socket, direction: 'there' | 'back'): void => {
    from.on('data', (bytes) => {
      if (!isCut[direction]) to.write(bytes)
    })
    from.on('close', () => {
      sockets.delete(from)
      if (!isCut[direction]) to.destroy()
    })
    from.on('error', () => undefined)
    sockets.add(from)
  }

  const server = createServer((near) => {
    near.setNoDelay(true)
    const far = dial({ host: target.hostname, port: Number(target.port), noDelay: true })
    forward(near, far, 'there')
    forward(far, near, 'back')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const local = server.address()
  if (local === null || typeof local === 'string') throw new Error('No port')
  const url = new URL(address)
  url.port = String(local.port)

  const reset = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
    sockets.clear()
  }
  return {
    url: url.href,
    cut(direction = 'both') {
      isCut = { there: direction !== 'back', back: direction !== 'there' }
    },
    reset,
    mend() {
      if (isCut.there || isCut.back) reset()
      isCut = { there: false, back: false }
    },
    async [Symbol.asyncDispose]() {
      reset()
      server.close()
      await once(server, 'close')
    },
  }
}
