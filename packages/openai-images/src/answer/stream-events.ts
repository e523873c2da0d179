import { type DoorError, hasEnded, type Job, type JobNews, type Jobs } from '@darkroom/door-ports'
import type { JsonObject } from '@darkroom/foundation'
import { type AnswerForm, formatOf, noUsage, toBase64, toSeconds } from './answer-form.ts'
import { choosePartials, type PartialChooser } from './choose-partials.ts'
import { failureOf, stopped } from './failure-of-job.ts'
import { sentOutputs } from './sent-outputs.ts'
import { type ItemOptions, toItem } from './to-item.ts'

/** An event of a stream: its name is the `type` in it. */
export type ImageEvent = JsonObject & { readonly type: string }

export interface StreamOptions extends ItemOptions {
  readonly jobs: Pick<Jobs, 'news'>
  readonly ids: readonly string[]
  /** Before the dot in the names of events. */
  readonly event: 'image_generation' | 'image_edit'
  /** 0…3, of each picture. */
  readonly partials: number
}

/**
 * The events of jobs until all have ended: previews as they come, then each picture. @throws DoorError at the end for the first
 * that failed, so that the others are heard before; and when the server stops meanwhile
 */
export async function* streamEvents(options: StreamOptions): AsyncGenerator<ImageEvent> {
  const open = new Set(options.ids)
  const progress = new Map<string, number>()
  const choosers = new Map(options.ids.map((id) => [id, choosePartials(options.partials)]))
  let failure: DoorError | undefined
  for await (const news of options.jobs.news({ ids: options.ids, signal: options.signal })) {
    switch (news.type) {
      case 'progress':
        progress.set(news.id, news.progress.value)
        break
      case 'preview':
        yield* partialOf(news, choosers.get(news.id), { ...options, done: progress.get(news.id) })
        break
      case 'job':
        if (!hasEnded(news.job) || !open.delete(news.job.id)) break
        failure ??= failureOf(news.job)
        yield* completedOf(news.job, options)
        break
      case 'message':
        break
    }
  }
  if (open.size > 0) throw stopped()
  if (failure !== undefined) throw failure
}

function* partialOf(
  { bytes, mediaType }: Extract<JobNews, { readonly type: 'preview' }>,
  chooser: PartialChooser | undefined,
  { event, form, done }: StreamOptions & { readonly done: number | undefined },
): Generator<ImageEvent> {
  // Previews are JPEG whatever was asked for; the event says so.
  const format = formatOf(mediaType)
  if (format === undefined) return
  const index = chooser?.choose(done)
  if (index === undefined) return
  yield {
    type: `${event}.partial_image`,
    b64_json: toBase64(bytes),
    partial_image_index: index,
    created_at: toSeconds(Date.now()),
    ...told(form, form.size),
    output_format: format,
  }
}

async function* completedOf(job: Job, options: StreamOptions): AsyncGenerator<ImageEvent> {
  if (failureOf(job) !== undefined) return
  for (const output of sentOutputs(job)) {
    const { item, mediaType } = await toItem(job, output, options)
    const { width, height } = output
    yield {
      type: `${options.event}.completed`,
      ...item,
      created_at: toSeconds(job.finishedAt ?? job.createdAt),
      ...told(options.form, width && height ? `${width}x${height}` : options.form.size),
      output_format: formatOf(mediaType) ?? mediaType,
      usage: noUsage,
    }
  }
}

const told = ({ quality, background }: AnswerForm, size: string) => ({ quality, background, size })
