import type { AddressInfo } from 'node:net'
import {
  createMemoryHouse,
  type MemoryHouse,
  type MemoryHouseOptions,
} from '@darkroom/door-ports/testing'
import { serve } from '@hono/node-server'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { createMcpServer } from '../src/index.ts'
import type { McpHouse, McpServerOptions } from '../src/mcp-house.ts'

export interface Connected extends AsyncDisposable {
  readonly client: Client
  readonly house: MemoryHouse
  readonly url: URL
}

export interface ConnectOptions extends MemoryHouseOptions {
  readonly options?: McpServerOptions
  /** The revision that the client speaks: that of 2025, or that of 2026. */
  readonly era?: 'legacy' | 'auto'
  /** Replaces a part of the house. */
  readonly with?: (house: MemoryHouse) => McpHouse
}

/** The official client and a house in memory, with HTTP between them. */
export async function connect({
  options,
  era = 'legacy',
  with: change,
  ...memory
}: ConnectOptions = {}): Promise<Connected> {
  const house = createMemoryHouse(memory)
  const door = createMcpServer(change?.(house) ?? house, options)
  const { promise: port, resolve } = Promise.withResolvers<number>()
  const server = serve(
    { fetch: door.app.fetch, port: 0, hostname: '127.0.0.1' },
    (info: AddressInfo) => resolve(info.port),
  )
  const url = new URL(`http://127.0.0.1:${await port}/mcp`)
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } })
  await client.connect(new StreamableHTTPClientTransport(url))
  return {
    client,
    house,
    url,
    [Symbol.asyncDispose]: async () => {
      await client.close()
      house.stop()
      await new Promise((done) => server.close(done))
    },
  }
}

export interface TextBlock {
  readonly type: 'text'
  readonly text: string
}

/** All text of a result. */
export const textOf = (result: Awaited<ReturnType<Client['callTool']>>): string =>
  result.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')
