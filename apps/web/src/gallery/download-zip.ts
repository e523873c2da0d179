import { toApiProblem, unreachable } from '../api/answer.ts'
import { toUrl } from '../api/base.ts'
import { token } from '../api/token.ts'
import { saveFile } from '../pictures/save-file.ts'

const nameIn = (disposition: string | null): string | undefined =>
  /filename="([^"]+)"/.exec(disposition ?? '')?.[1]

/**
 * Downloads these pictures as a ZIP.
 *
 * @param onBytes is told how many bytes have come so far.
 * @throws ApiProblem when the API refuses, or does not answer.
 */
export async function downloadZip(
  ids: readonly string[],
  onBytes: (bytes: number) => void = () => {},
): Promise<void> {
  const key = token.get()
  const answer = await fetch(toUrl('/api/gallery/archive'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ ids }),
  }).catch((error: unknown) => {
    throw unreachable(error)
  })
  if (!answer.ok || answer.body === null) {
    throw toApiProblem(answer.status, await answer.json().catch(() => undefined))
  }
  let bytes = 0
  const counted = answer.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        onBytes(bytes)
        controller.enqueue(chunk)
      },
    }),
  )
  const name = nameIn(answer.headers.get('content-disposition')) ?? 'pictures.zip'
  saveFile(await new Response(counted).blob(), name)
}
