import { callerNamed, type House, type SubmitOptions } from '@darkroom/door-ports'
import type { Context } from 'hono'
import { breakOff } from '../answer/break-off.ts'
import { patienceFor } from '../answer/patience-for.ts'
import { patientAnswer } from '../answer/patient-answer.ts'
import { streamEvents } from '../answer/stream-events.ts'
import { streamedAnswer } from '../answer/streamed-answer.ts'
import { waitForJobs } from '../answer/wait-for-jobs.ts'
import { wholeAnswer } from '../answer/whole-answer.ts'
import { targetId } from '../models/model-ids.ts'
import type { OpenAiImagesOptions } from '../options.ts'
import { bodyLimit } from '../request/bounded-chunks.ts'
import { readRequest } from '../request/read-request.ts'
import { requestId } from '../request-id.ts'
import type { Tries } from '../tries/create-tries.ts'
import { fingerprintOf } from '../tries/fingerprint.ts'
import { answerFormOf } from './answer-form-of.ts'
import { askFor } from './ask-for.ts'
import { followCaller } from './follow-caller.ts'
import type { ImageKind } from './image-kind.ts'
import { readImagesRequest } from './read-images-request.ts'
import { submitOnce } from './submit-once.ts'

/** What the routes for pictures need of the house. */
export type ImagesHouse = Pick<
  House,
  'jobs' | 'pictures' | 'models' | 'workflows' | 'callerOf' | 'toDoorError' | 'stopping'
>

export interface AnswerOptions {
  readonly kind: ImageKind
  readonly house: ImagesHouse
  readonly tries: Tries
  readonly options: OpenAiImagesOptions
}

/** Milliseconds. Well below the minute after which proxies and many clients give up on a silent server. */
const usual = { patience: 45_000, heartbeat: 10_000 } as const

/** From the bytes of a request to its answer. @throws DoorError */
export async function answerRequest(
  c: Context,
  { kind, house, tries, options }: AnswerOptions,
): Promise<Response> {
  const { patience = usual.patience, heartbeat = usual.heartbeat, now = Date.now } = options
  const { jobs, pictures, stopping, toDoorError } = house
  const sent = await readRequest(c.req.raw, { limit: options.bodyLimit ?? bodyLimit })
  const request = readImagesRequest(kind, sent)
  const caller = callerNamed(house.callerOf(c), request.asked.user)
  const submit: SubmitOptions = {
    caller,
    count: request.asked.n,
    seedMode: (request.asked.seed ?? -1) < 0 ? 'random' : 'incremental',
    note: { door: 'openai-images' },
  }
  const { headers } = c.req.raw
  const fingerprint = fingerprintOf(kind.path, sent)
  const once = { jobs, tries, submit, fingerprint, headers, now }
  const ask = () => askFor(request, { house, options, caller })
  const { ids, claim, target } = await submitOnce(ask, once)
  const { onAnswer, onTaken } = followCaller(claim, caller.signal)
  const told = {
    heartbeat,
    toDoorError,
    breakOff: () => breakOff(c),
    headers: {
      // Pictures get no shorter by being compressed once more, and signs of life would be held back.
      'cache-control': 'no-store, no-transform',
      'x-request-id': requestId(),
      // Names of files are of any script; headers are not.
      'x-darkroom-model': encodeURI(targetId(target)),
      'x-darkroom-jobs': ids.join(','),
    },
  }
  const signal = AbortSignal.any([caller.signal, stopping])
  const form = answerFormOf(request.asked, { origin: caller.origin, target })
  const item = { pictures, form, signal }
  if (request.asked.stream === true) {
    const partials = request.asked.partial_images ?? 0
    const events = streamEvents({ ...item, jobs, ids, event: kind.event, partials })
    return streamedAnswer(events, { ...told, onTaken })
  }
  const work = waitForJobs({ jobs, ids, caller: caller.signal, stopping }).then((ended) =>
    wholeAnswer(ended, item),
  )
  try {
    return await patientAnswer(work, {
      ...told,
      patience: patienceFor(headers, patience),
      onAnswer: () => onAnswer(),
    })
  } catch (error) {
    const refusal = toDoorError(error)
    await onAnswer(refusal)
    throw refusal
  }
}
