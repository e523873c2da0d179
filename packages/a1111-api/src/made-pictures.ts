import { Buffer } from 'node:buffer'
import { DoorError, type House, type Job } from '@darkroom/door-ports'
import type { MadePicture } from './to-infotext.ts'

export interface StoredPicture extends MadePicture {
  /** Its place among the outputs of its job. */
  readonly index: number
  readonly mediaType: string
}

/** The pictures that jobs made, in the order of the jobs. */
export const picturesOf = (jobs: readonly Job[]): readonly StoredPicture[] =>
  jobs.flatMap((job) =>
    job.outputs
      .filter(({ kind, type }) => kind === 'image' && type === 'output')
      .map(({ index, mediaType, width, height }) => ({ job, index, mediaType, width, height })),
  )

const gone = (): DoorError =>
  new DoorError(410, 'gone', 'The picture was made, and has been deleted since.')

/** The bytes of a picture, as a PNG. @throws DoorError */
export async function pngOf(
  { job, index, mediaType }: StoredPicture,
  { pictures }: Pick<House, 'pictures'>,
): Promise<Uint8Array> {
  const source = { job: job.id, index }
  if (mediaType !== 'image/png') return await pictures.convert(source, { format: 'png' })
  const file = await pictures.open(source)
  if (file === undefined) throw gone()
  await using open = file
  return await open.bytes()
}

export const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** Why nothing was made, where a job failed. */
export function failureOf(jobs: readonly Job[]): DoorError | undefined {
  const failure = jobs.flatMap((job) => job.failure ?? [])[0]
  if (failure === undefined) return undefined
  return new DoorError(500, failure.code, failure.message, { hint: failure.hint })
}
