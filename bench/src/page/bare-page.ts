import { once } from 'node:events'
import { createServer } from 'node:http'
import { encodePng } from './png.ts'

const html =
  '<!doctype html><meta charset="utf-8"><title>Bare</title><h1>Bare</h1><img src="/one.png" alt="" height="2000">'

export interface BarePage extends AsyncDisposable {
  readonly url: string
}

/** Serves the least that has a heading and a picture: how long it takes to open is the browser's own part, and the machine's. */
export async function serveBarePage(): Promise<BarePage> {
  const picture = encodePng({ width: 64, height: 64, seed: 1, parameters: '' })
  const server = createServer((request, response) => {
    const isPicture = request.url === '/one.png'
    response.setHeader('content-type', isPicture ? 'image/png' : 'text/html')
    response.end(isPicture ? picture : html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await server[Symbol.asyncDispose]()
    },
  }
}
