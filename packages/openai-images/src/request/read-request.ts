import { DoorError, invalidInput } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { boundedChunks } from './bounded-chunks.ts'
import { readForm } from './read-form.ts'
import type { SentRequest } from './sent-request.ts'

/** Reads JSON, or a form where it says that it is one. @throws DoorError 400 and 413 */
export async function readRequest(
  request: Pick<Request, 'headers' | 'body'>,
  { limit }: { readonly limit: number },
): Promise<SentRequest> {
  const contentType = request.headers.get('content-type') ?? ''
  const chunks = boundedChunks(request, limit)
  if (/^multipart\/form-data\b/i.test(contentType)) return await readForm(chunks, contentType)
  const fields = parseJson(Buffer.concat(await Array.fromAsync(chunks)).toString())
  if (!isRecord(fields)) throw invalidInput('body', 'must be a JSON object')
  return { fields, files: [] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalidJson(error)
  }
}

const invalidJson = (cause: unknown): DoorError =>
  new DoorError(400, 'invalid_json', 'We could not parse the JSON body of your request.', {
    hint: 'Send a JSON object with Content-Type: application/json, or pictures as multipart/form-data.',
    cause,
  })
