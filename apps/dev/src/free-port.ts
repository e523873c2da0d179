import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port of loopback that nobody listens at just now. */
export async function freePort(): Promise<number> {
  await using server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
