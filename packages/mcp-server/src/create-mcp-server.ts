import { type Caller, type Door, notFound } from '@darkroom/door-ports'
import { createMcpHandler } from '@modelcontextprotocol/server'
import { Hono } from 'hono'
import { doorName } from './door-name.ts'
import { refusal as refuse } from './errors/refusal.ts'
import type { McpHouse, McpServerOptions } from './mcp-house.ts'
import { createServer } from './server/create-server.ts'
import { readMessage } from './server/read-message.ts'

const path = '/mcp'

/**
 * The door for programs that speak the Model Context Protocol, over streamable HTTP at `/mcp`: the revision of 2026-07-28,
 * and those of 2024 and 2025, without sessions.
 */
export function createMcpServer(house: McpHouse, options: McpServerOptions = {}): Door {
  const app = new Hono()
  const serve = async (request: Request, caller: Caller): Promise<Response> => {
    const message = await readMessage(request)
    const handler = createMcpHandler(() => createServer(house, { caller, message }, options), {
      // Nothing that could be listened to changes within a request.
      maxSubscriptions: 0,
    })
    return await handler.fetch(request, message === undefined ? {} : { parsedBody: message })
  }
  // Many people end an address with a slash.
  for (const one of [path, `${path}/`]) app.all(one, (c) => serve(c.req.raw, house.callerOf(c)))
  app.notFound((c) => refuse(notFound(`${c.req.path}: the address of this server is ${path}`)))
  app.onError((error) => refuse(house.toDoorError(error)))
  return {
    name: doorName,
    app,
    owns: (asked) => asked === path || asked.startsWith(`${path}/`),
    refuse,
  }
}
