import { DoorError } from '@darkroom/door-ports'
import { isJsonContentType, readRequestBody } from '@modelcontextprotocol/server'

/** Bytes of a request: a picture of 45 MB in base64, with all else. */
const largestBody = 64 * 1024 * 1024

/**
 * The message in a request; undefined where there can be none, which the SDK answers.
 * @throws DoorError 413, and 400 for what is no JSON
 */
export async function readMessage(request: Request): Promise<unknown> {
  const isMessage =
    request.method === 'POST' && isJsonContentType(request.headers.get('content-type'))
  if (!isMessage) return undefined
  const body = await readRequestBody(request, largestBody).catch((cause: unknown) => {
    throw unreadable(cause)
  })
  if (body.tooLarge) throw tooLarge()
  try {
    return JSON.parse(body.text)
  } catch (cause) {
    throw notJson(cause)
  }
}

const tooLarge = (): DoorError =>
  new DoorError(413, 'too_large', `A request may have at most ${largestBody} bytes.`, {
    hint: 'Give a picture by its https URL, or make it smaller.',
  })

const unreadable = (cause: unknown): DoorError =>
  new DoorError(400, 'invalid_body', 'The body could not be read.', { cause })

const notJson = (cause: unknown): DoorError =>
  new DoorError(400, 'invalid_json', 'The body is not JSON.', { cause })
