import { DoorError, type Job, type JobOutput, type Pictures } from '@darkroom/door-ports'
import { type AnswerForm, formatOf, toBase64 } from './answer-form.ts'

/** A picture as an answer has it, with the seed that it was made from, which is ours. */
export interface Item {
  readonly b64_json?: string
  readonly url?: string
  readonly seed?: number
}

export interface ToldItem {
  readonly item: Item
  readonly mediaType: string
}

export interface ItemOptions {
  readonly pictures: Pictures
  readonly form: AnswerForm
  readonly signal: AbortSignal
}

/** @throws DoorError 410 when the file has gone meanwhile */
export async function toItem(
  job: Job,
  output: JobOutput,
  { pictures, form, signal }: ItemOptions,
): Promise<ToldItem> {
  const { seed } = job.recipe
  const own = seed === undefined ? {} : { seed }
  if (form.as === 'url') {
    return { item: { url: `${form.origin}${output.url}`, ...own }, mediaType: output.mediaType }
  }
  const source = { job: job.id, index: output.index }
  const { format = formatOf(output.mediaType), compression } = form
  const isAsMade =
    output.kind !== 'image' ||
    (format === formatOf(output.mediaType) && (compression === undefined || format === 'png'))
  if (!isAsMade && format !== undefined) {
    const quality = compression === undefined ? undefined : Math.max(1, compression)
    const bytes = await pictures.convert(source, { format, quality, signal })
    return { item: { b64_json: toBase64(bytes), ...own }, mediaType: `image/${format}` }
  }
  await using file = await pictures.open(source)
  if (file === undefined) throw gone()
  return { item: { b64_json: toBase64(await file.bytes()), ...own }, mediaType: file.mediaType }
}

const gone = (): DoorError =>
  new DoorError(410, 'picture_gone', 'The picture was made, but its file is no longer there.', {
    hint: 'Ask again to have it made anew.',
  })
