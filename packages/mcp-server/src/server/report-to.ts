import type { ServerContext } from '@modelcontextprotocol/server'
import type { Report } from '../tool.ts'

/** Tells the client of progress where it asked for it. A client that has gone hears nothing. */
export function reportTo({ mcpReq }: ServerContext): Report {
  const progressToken = mcpReq._meta?.progressToken
  if (progressToken === undefined) return () => undefined
  return (progress, message) => {
    const params = { progressToken, progress, total: 1, message }
    mcpReq.notify({ method: 'notifications/progress', params }).catch(() => undefined)
  }
}
