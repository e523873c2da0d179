import { once } from 'node:events'
import { connect, createServer } from 'node:net'

interface WatchingProxy extends AsyncDisposable {
  readonly url: string
}

/** Passes bytes on unchanged, and reports a prompt's progress messages on their way to the client. */
export async function watchProgress(
  target: string,
  onProgress: (promptId: string, step: number, at: number) => void,
): Promise<WatchingProxy> {
  const { hostname, port } = new URL(target)
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname)
    upstream.on('data', (chunk) => {
      const at = performance.now()
      const text = chunk.toString('latin1')
      const messages = text.matchAll(
        /"type": "progress", "data": \{"value": (\d+), "max": \d+, "prompt_id": "([0-9a-f-]+)"/g,
      )
      for (const [, step, promptId] of messages) onProgress(promptId ?? '', Number(step), at)
    })
    upstream.pipe(client).pipe(upstream)
    client.on('error', () => upstream.destroy())
    upstream.on('error', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const own = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${own}`,
    [Symbol.asyncDispose]: async () => {
      server.close()
    },
  }
}
