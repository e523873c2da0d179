import type { Caller } from '@darkroom/door-ports'
import { createMcpHandler } from '@modelcontextprotocol/server'
import type { McpHouse, McpServerOptions } from '../mcp-house.ts'
import { createServer } from './create-server.ts'
import { readMessage } from './read-message.ts'

/** Answers one request by a server of its own, for there are no sessions. */
export async function answer(
  request: Request,
  {
    house,
    caller,
    options,
  }: {
    readonly house: McpHouse
    readonly caller: Caller
    readonly options: McpServerOptions
  },
): Promise<Response> {
  const message = await readMessage(request)
  const handler = createMcpHandler(() => createServer(house, { caller, message }, options), {
    // Nothing that could be listened to changes within a request.
    maxSubscriptions: 0,
  })
  return await handler.fetch(request, message === undefined ? {} : { parsedBody: message })
}
