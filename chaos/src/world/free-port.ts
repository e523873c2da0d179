import { createServer } from 'node:net'

/**
 * Ports below those that systems give to outgoing connections (Linux: from 32,768): one of theirs could be taken while
 * the server that it belongs to is dead, even by the connection that looks for that server.
 */
const [lowest, highest] = [18_000, 30_000] as const

const given = new Set<number>()

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** A free port, given to nobody else in this process. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest))
    if (given.has(port)) continue
    given.add(port)
    if (await isFree(port)) return port
  }
}
