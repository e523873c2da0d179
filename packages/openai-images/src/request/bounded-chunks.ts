import { DoorError } from '@darkroom/door-ports'

/** Bytes of a whole request, pictures included. OpenAI's own limit is 50 MB for a picture. */
export const bodyLimit: number = 64 * 1024 * 1024

/** The body as it comes, as far as it is not too large. @throws DoorError 413 */
export async function* boundedChunks(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  limit: number,
): AsyncGenerator<Uint8Array, void> {
  const said = Number(headers.get('content-length') ?? 0)
  if (said > limit) throw tooLarge(limit)
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    yield chunk
  }
}

const tooLarge = (limit: number): DoorError =>
  new DoorError(
    413,
    'request_too_large',
    `The request is larger than ${Math.floor(limit / 1024 / 1024)} MiB.`,
    { hint: 'Send smaller pictures, or fewer.' },
  )
