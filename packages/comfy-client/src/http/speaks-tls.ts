import { once } from 'node:events'
import { connect } from 'node:tls'

/** The time for a handshake in milliseconds. */
const patience = 1_000

/**
 * Whether the port of an `http:` address answers a TLS handshake. Many servers that expect TLS just close the connection
 * on plain words, as a server that crashes does.
 */
export async function speaksTls({ hostname, port }: URL, signal: AbortSignal): Promise<boolean> {
  const host = hostname.replace(/^\[|\]$/g, '')
  const socket = connect({ host, port: Number(port || 80), rejectUnauthorized: false })
  try {
    await once(socket, 'secureConnect', {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    })
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
