import { DoorError, type Job } from '@darkroom/door-ports'
import { sentOutputs } from './sent-outputs.ts'

/** Why a job that has ended has nothing to give; undefined where it has. */
export function failureOf(job: Job): DoorError | undefined {
  switch (job.status) {
    case 'completed':
      return sentOutputs(job).length > 0 ? undefined : madeNothing(job)
    case 'cancelled':
      return new DoorError(409, 'cancelled', 'The picture was cancelled before it was made.')
    case 'error':
      return new DoorError(
        500,
        job.failure?.code ?? 'generation_failed',
        job.failure?.message ?? 'The picture could not be made.',
        { hint: job.failure?.hint },
      )
    case 'queued':
    case 'processing':
      return stopped()
  }
}

const madeNothing = ({ workflow }: Job): DoorError =>
  new DoorError(500, 'no_output', `The workflow ${workflow} ended without a picture.`, {
    hint: 'Give it a node that saves one, such as SaveImage.',
  })

/** The job goes on after the start; who asks again then goes on waiting for it. */
export const stopped = (): DoorError =>
  new DoorError(503, 'stopping', 'The server is being restarted; the picture is made after that.', {
    hint: 'Ask again in a moment: the same request gets the same picture.',
    retryAfter: 5,
  })

/** What is thrown where nobody hears it. */
export const callerGone = (): DoorError => new DoorError(499, 'caller_gone', 'The caller has gone.')
