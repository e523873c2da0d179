import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { join } from 'node:path'
import type { Address } from '../src/url/public-lookup.ts'

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'tls', name), 'utf8')

/** For pictures.example, other.example and bücher.example; made for these tests alone, as its key is. */
export const certificate: string = read('certificate.pem')

export interface HttpsServer extends AsyncDisposable {
  readonly port: number
  /** The `Host` and the path of every request, in order. */
  readonly asked: readonly string[]
  /** Where any public address is: here. */
  readonly route: (address: Address) => Address
}

/** A real HTTPS server on loopback. */
export async function serveHttps(listener: RequestListener): Promise<HttpsServer> {
  const asked: string[] = []
  const server = createServer({ cert: certificate, key: read('key.pem') }, (incoming, outgoing) => {
    asked.push(`${incoming.headers.host?.replace(/:\d+$/, '')}${incoming.url}`)
    listener(incoming, outgoing)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('It listens nowhere')
  return {
    port: address.port,
    asked,
    route: () => ({ address: '127.0.0.1', family: 4 }),
    [Symbol.asyncDispose]: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
