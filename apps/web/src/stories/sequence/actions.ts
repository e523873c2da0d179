import { answer } from '../../api/answer.ts'
import { api } from '../../api/client.ts'
import { fetchBytes } from '../../api/fetch-bytes.ts'
import { requestKey } from '../../api/request-key.ts'
import type { FrameChange } from './to-frame-change.ts'

const sequence = api.sequence[':sequence_id']

export const cancelSequence = (id: string) =>
  answer(sequence.$delete({ param: { sequence_id: id } }))

/** The same frames with other seeds. @returns the new sequence's id. */
export const makeAgain = async (id: string): Promise<string> => {
  const sent = { param: { sequence_id: id }, json: { base_seed: -1 } }
  const headers = { 'idempotency-key': requestKey() }
  const { sequence_id } = await answer(sequence.again.$post(sent, { headers }))
  return sequence_id
}

/** Makes one frame anew; the picture it has stands until there is another. */
export const remakeFrame = (
  { id, number }: { readonly id: string; readonly number: number },
  json: FrameChange,
) =>
  answer(
    sequence.frames[':frame_number'].regenerate.$post(
      { param: { sequence_id: id, frame_number: String(number) }, json },
      { headers: { 'idempotency-key': requestKey() } },
    ),
  )

/** What the server makes of all pictures: the contact sheet or the slideshow. */
export const fetchMade = async (address: string, signal?: AbortSignal): Promise<Blob> =>
  (await fetchBytes(address, { ...(signal && { signal }) })).blob()
