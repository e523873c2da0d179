import type { DoorError } from '@darkroom/door-ports'
import { type Json, pause } from '@darkroom/foundation'
import { errorBody } from '../errors/error-body.ts'
import { liveBody } from './live-body.ts'

export interface PatientAnswerOptions {
  /** Milliseconds until the answer begins, whatever comes. */
  readonly patience: number
  /** Milliseconds between signs of life after that. */
  readonly heartbeat: number
  readonly headers: Readonly<Record<string, string>>
  /** Called before the answer is handed over. */
  readonly onAnswer: () => Promise<void>
  readonly toDoorError: (error: unknown) => DoorError
  readonly breakOff: () => boolean
}

const late = Symbol('late')

/**
 * Answers with JSON once it is there. Proxies and clients give up on an answer of which they have heard nothing for a minute or
 * a few, so after a while it begins: with white space, which JSON may have before it. What fails after that has no status any
 * more: the error is sent, and the connection breaks, for a client that asks again then gets the error as it should be.
 *
 * @throws what the work throws before that
 */
export async function patientAnswer(
  work: Promise<Json>,
  { patience, heartbeat, headers, onAnswer, toDoorError, breakOff }: PatientAnswerOptions,
): Promise<Response> {
  const inTime = new AbortController()
  const tooLate = pause(patience, inTime.signal).then(
    () => late,
    () => late,
  )
  const outcome = await Promise.race([work, tooLate]).finally(() => inTime.abort())
  if (outcome !== late) {
    await onAnswer()
    return Response.json(outcome, { headers })
  }
  const source = async function* (): AsyncGenerator<string> {
    try {
      const json = await work
      await onAnswer()
      yield JSON.stringify(json)
    } catch (error) {
      yield JSON.stringify(errorBody(toDoorError(error)))
      throw error
    }
  }
  // Its failure is heard when the body is read.
  work.catch(() => undefined)
  return new Response(liveBody(source(), { beat: ' ', every: heartbeat, breakOff }), {
    headers: {
      ...headers,
      'content-type': 'application/json',
      // A proxy that buffers would hold back the signs of life.
      'x-accel-buffering': 'no',
    },
  })
}
