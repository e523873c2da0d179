import { DoorError } from '@darkroom/door-ports'
import type { Context } from 'hono'

const tooLarge = (mostBytes: number): DoorError =>
  new DoorError(413, 'payload_too_large', `The body may have at most ${mostBytes} bytes.`, {
    hint: 'Pictures go to POST /api/v2/assets, and are named in the workflow by their ids.',
  })

async function* nothing(): AsyncGenerator<Uint8Array, void> {}

/** The body as it comes. Who stops early leaves the rest unread, and the connection whole for the answer. */
export const bodyOf = (c: Context): AsyncIterable<Uint8Array> =>
  c.req.raw.body?.values({ preventCancel: true }) ?? nothing()

/** The body as text in UTF-8. @throws DoorError 413 as soon as there is more than that */
export async function limitedText(c: Context, mostBytes: number): Promise<string> {
  if (Number(c.req.header('content-length') ?? 0) > mostBytes) throw tooLarge(mostBytes)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bodyOf(c)) {
    size += chunk.length
    if (size > mostBytes) throw tooLarge(mostBytes)
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
