import { DoorError, type Job } from '@darkroom/door-ports'
import type { Json } from '@darkroom/foundation'
import { errorBody } from '../errors/error-body.ts'
import { formatOf, noUsage, toSeconds } from './answer-form.ts'
import { failureOf } from './failure-of-job.ts'
import { sentOutputs } from './sent-outputs.ts'
import { type ItemOptions, type ToldItem, toItem } from './to-item.ts'

/**
 * The pictures of jobs that have ended, in the order of their seeds. Where some failed, the answer has the others, and says why
 * under `errors`. @throws DoorError when there is no picture at all
 */
export async function wholeAnswer(jobs: readonly Job[], options: ItemOptions): Promise<Json> {
  const failures = jobs.flatMap((job, index) => {
    const error = failureOf(job)
    return error === undefined ? [] : [{ index, error }]
  })
  if (failures.length === jobs.length) throw failures[0]?.error ?? forgotten()
  const told: ToldItem[] = []
  for (const job of jobs.filter((one) => failureOf(one) === undefined)) {
    for (const output of sentOutputs(job)) told.push(await toItem(job, output, options))
  }
  const made = jobs.flatMap(sentOutputs)[0]
  const { form } = options
  return withoutUndefined({
    created: toSeconds(jobs[0]?.createdAt ?? 0),
    data: told.map(({ item }) => ({ ...item })),
    background: form.background,
    output_format: formatOf(told[0]?.mediaType ?? ''),
    quality: form.quality === 'auto' ? undefined : form.quality,
    size: made?.width && made.height ? `${made.width}x${made.height}` : undefined,
    usage: noUsage,
    errors:
      failures.length === 0
        ? undefined
        : failures.map(({ index, error }) => ({ index, ...errorBody(error).error })),
  })
}

const forgotten = (): DoorError =>
  new DoorError(410, 'job_gone', 'The picture is no longer known here.', {
    hint: 'Ask again to have it made anew.',
  })

const withoutUndefined = (members: Readonly<Record<string, Json | undefined>>): Json =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
