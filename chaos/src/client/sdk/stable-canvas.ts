import { Client } from '@stable-canvas/comfyui-client'
import { comfyuiGraph } from '../comfyui-dialect.ts'
import { patientFetch } from './patient-fetch.ts'
import { QuietSocket } from './quiet-socket.ts'
import type { RunBySdk } from './run-by-sdk.ts'

/** `@stable-canvas/comfyui-client`, waiting on its socket for what comes of its prompt; it opens that again by itself. */
export const runByStableCanvas: RunBySdk = async (wish, { url, signal }) => {
  const client = new Client({
    api_host: new URL(url).host,
    clientId: wish.plan.client ?? wish.promptId,
    WebSocket: Object(QuietSocket),
    fetch: patientFetch(wish, signal),
  })
  const close = (): void => client.close()
  signal.addEventListener('abort', close, { once: true })
  try {
    const connecting = client.connect({ timeout_ms: 30_000 })
    // Where its first try fails, it calls the second so, and says no more of the first.
    const reconnected = Promise.withResolvers<void>()
    client.on('reconnected', () => reconnected.resolve())
    await Promise.race([connecting, reconnected.promise])
    connecting.catch(() => undefined)
    const { images } = await client.enqueue(comfyuiGraph(wish.plan), { timeout_ms: 60_000 })
    return images.flatMap(({ type, data }) => (type === 'url' ? [String(data)] : []))
  } finally {
    signal.removeEventListener('abort', close)
    close()
  }
}
