import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { FaultBox } from '../faults/faults.ts'
import type { Reply } from './reply.ts'

/** What the faults leave of a body. */
interface BrokenBody {
  readonly truncated?: boolean
  readonly slowMs?: number
  readonly drippingMs?: number
  readonly endless?: boolean
}

/** Writes an answer, or the part of it that the faults leave. */
export const writeReply = async (
  reply: Reply,
  { message, response }: { message: IncomingMessage; response: ServerResponse },
  broken: BrokenBody,
): Promise<void> => {
  const length =
    reply.isChunked === true || broken.endless === true
      ? {}
      : { 'Content-Length': reply.body.length }
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
  if (broken.drippingMs !== undefined) {
    await drip(reply.body, broken.drippingMs, response)
    return
  }
  if (broken.endless === true) {
    await goOn(reply.body.subarray(0, half), response)
    return
  }
  response.end(reply.body)
}

async function drip(body: Buffer, ms: number, response: ServerResponse): Promise<void> {
  for (let at = 0; at < body.length && !response.destroyed; at += 1) {
    response.write(body.subarray(at, at + 1))
    await delay(ms, undefined, { ref: false })
  }
  response.end()
}

/** Writes until the client leaves. */
async function goOn(start: Buffer, response: ServerResponse): Promise<void> {
  await pipeline(endless(start), response).catch(() => undefined)
}

async function* endless(start: Buffer): AsyncGenerator<Buffer> {
  yield start
  for (const more = Buffer.alloc(65_536); ; await delay(0)) yield more
}

/** The faults that change the body of this answer. */
export const bodyFaults = (
  faults: FaultBox,
  isMeant: (fault: { route: string }) => boolean,
): BrokenBody => {
  if (faults.take('truncated-body', isMeant) !== undefined) return { truncated: true }
  if (faults.take('endless-body', isMeant) !== undefined) return { endless: true }
  const dripping = faults.take('dripping-body', isMeant)
  if (dripping !== undefined) return { drippingMs: dripping.ms }
  const slow = faults.take('slow-body', isMeant)
  return slow === undefined ? {} : { slowMs: slow.ms }
}
