import { DoorError } from '@darkroom/door-ports'
import { Hono } from 'hono'
import type { UpgradeWebSocket, WSEvents } from 'hono/ws'
import type { Hub } from './hub.ts'
import { Session } from './session.ts'

/** Sockets at once, of all clients. */
const mostSockets = 1000

/** Characters that are looked at of what a client sends. */
const longestMessage = 65_536

/** `/ws?clientId=…`; a client without an id gets one. */
export function socketRoutes(hub: Hub, upgradeWebSocket: UpgradeWebSocket): Hono {
  const app = new Hono()
  app.get(
    '/ws',
    async (c, next) => {
      if (c.req.header('upgrade')?.toLowerCase() !== 'websocket') {
        throw new DoorError(400, 'no_upgrade', 'This address is for WebSockets.')
      }
      if (hub.size >= mostSockets) {
        throw new DoorError(503, 'too_many_sockets', 'Too many sockets are open.', {
          retryAfter: 10,
        })
      }
      await next()
    },
    upgradeWebSocket((c) => events(hub, c.req.query('clientId') || newId())),
  )
  return app
}

/** RFC 6455, 7.1.5: closed, and nobody has said so. */
const broken = 1006

const newId = (): string => crypto.randomUUID().replaceAll('-', '')

function events(hub: Hub, clientId: string): WSEvents {
  const client = clientId.slice(0, 200)
  let session: Session | undefined
  const leave = (): void => {
    if (session !== undefined) hub.leave(client, session)
  }
  return {
    onOpen(_, socket) {
      session = new Session(socket)
      hub.join(client, session)
    },
    onMessage({ data }) {
      if (typeof data === 'string' && data.length <= longestMessage) session?.hear(data)
    },
    onClose({ code }) {
      session?.end({ isByClient: code !== broken })
      leave()
    },
    onError: leave,
  }
}
