export { createMcpServer } from './create-mcp-server.ts'
export type { McpHouse, McpServerOptions } from './mcp-house.ts'
