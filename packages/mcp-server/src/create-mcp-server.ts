import { type Caller, type Door, notFound } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { doorName } from './door-name.ts'
import { refusal as refuse } from './errors/refusal.ts'
import type { McpHouse, McpServerOptions } from './mcp-house.ts'

const path = '/mcp'

/**
 * The door for programs that speak the Model Context Protocol, over streamable HTTP at `/mcp`: the revision of 2026-07-28,
 * and those of 2024 and 2025, without sessions.
 */
export function createMcpServer(house: McpHouse, options: McpServerOptions = {}): Door {
  const app = new Hono()
  const serve = async (request: Request, caller: Caller): Promise<Response> => {
    // The SDK is 0.8 MB of code, and a house that nobody asks by this protocol does without it.
    const { answer } = await import('./server/answer.ts')
    return await answer(request, { house, caller, options })
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
