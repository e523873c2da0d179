import { ApiProblem } from '../../api/api-problem.ts'
import { fetchBytes } from '../../api/fetch-bytes.ts'
import { isRecord } from '../kept-state.ts'

const kinds = { video: 'video', audio: 'sound' } as const

/**
 * Gives a film or a sound to Darkroom, which keeps it under its hash.
 * @throws ApiProblem when it is none, too large, or nobody answers
 */
export async function uploadMedia(
  file: File,
  takes: keyof typeof kinds,
): Promise<{ readonly upload: string }> {
  const answer = await fetchBytes('/api/uploads', {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  const body: unknown = await answer.json()
  if (isRecord(body) && body.kind === takes && typeof body.upload_id === 'string') {
    return { upload: body.upload_id }
  }
  throw new ApiProblem(`${file.name} is no ${kinds[takes]}.`, { status: 400, code: 'not_media' })
}
