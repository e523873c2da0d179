import { fetchBytes } from '../api/fetch-bytes.ts'
import { saveFile } from '../pictures/save-file.ts'

const nameIn = (disposition: string | null): string | undefined =>
  /filename="([^"]+)"/.exec(disposition ?? '')?.[1]

/**
 * Downloads these pictures as a ZIP.
 *
 * @throws ApiProblem when the API refuses, or does not answer.
 */
export async function downloadZip(ids: readonly string[]): Promise<void> {
  const answer = await fetchBytes('/api/gallery/archive', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ids }),
  })
  const name = nameIn(answer.headers.get('content-disposition')) ?? 'pictures.zip'
  saveFile(await answer.blob(), name)
}
