import { isRecord } from '@darkroom/foundation'
import { z } from 'zod'
import { toolPrefix } from './tool-names.ts'

const messageSchema = z.object({
  method: z.string(),
  params: z.object({ name: z.string().optional() }).optional().catch(undefined),
})

/** Which tools of workflows a message is about: all where it lists tools, one where it calls it, else none. */
export type AskedWorkflowTools = 'all' | 'none' | { readonly name: string }

/** Looking all workflows up is not for calls that are about none. A row of messages, which clients of old send, may be about any. */
export function askedWorkflowTools(message: unknown): AskedWorkflowTools {
  if (!isRecord(message)) return 'all'
  const { data } = messageSchema.safeParse(message)
  if (data?.method === 'tools/list') return 'all'
  const name = data?.method === 'tools/call' ? data.params?.name : undefined
  return name?.startsWith(toolPrefix) === true ? { name } : 'none'
}
