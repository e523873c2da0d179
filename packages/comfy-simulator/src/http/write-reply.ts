import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { FaultBox } from '../faults/faults.ts'
import type { Reply } from './reply.ts'

/** Writes an answer, or the part of it that the faults leave. */
export const writeReply = async (
  reply: Reply,
  { message, response }: { message: IncomingMessage; response: ServerResponse },
  broken: { truncated?: boolean; slowMs?: number },
): Promise<void> => {
  const length = reply.isChunked === true ? {} : { 'Content-Length': reply.body.length }
  response.writeHead(reply.status, {
    ...reply.headers,
    ...length,
    Server: 'Python/3.11 aiohttp/3.14.0',
  })
  if (message.method === 'HEAD') {
    response.end()
    return
  }
  const half = Math.ceil(reply.body.length / 2)
  if (broken.truncated === true) {
    response.write(reply.body.subarray(0, half - 1), () => message.socket.destroy())
    return
  }
  if (broken.slowMs !== undefined) {
    response.write(reply.body.subarray(0, half))
    await delay(broken.slowMs)
    response.end(reply.body.subarray(half))
    return
  }
  response.end(reply.body)
}

/** The faults that change the body of this answer. */
export const bodyFaults = (
  faults: FaultBox,
  isMeant: (fault: { route: string }) => boolean,
): { truncated?: boolean; slowMs?: number } => {
  if (faults.take('truncated-body', isMeant) !== undefined) return { truncated: true }
  const slow = faults.take('slow-body', isMeant)
  return slow === undefined ? {} : { slowMs: slow.ms }
}
