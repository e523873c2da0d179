import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface BreakingProxy extends AsyncDisposable {
  /** With `/v1`. */
  readonly url: string
  /** Connections so far. */
  readonly connections: number
  /** Breaks every connection that there is, on both sides. */
  breakAll(): void
}

/** A way to a port on loopback that breaks when it is told to. */
export async function breakingProxy(port: number): Promise<BreakingProxy> {
  const open = new Set<Socket>()
  let connections = 0
  const server = createServer((client) => {
    connections += 1
    const upstream = connect(port, '127.0.0.1')
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' && address !== null ? address.port : 0
  const breakAll = (): void => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${own}/v1`,
    get connections() {
      return connections
    },
    breakAll,
    [Symbol.asyncDispose]: async () => {
      breakAll()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
