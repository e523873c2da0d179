import type { AcceptedJob } from '@darkroom/generation'
import { json } from '../http/content.ts'
import { replayed } from './accept-options.ts'
import { acceptedSchema } from './generate-schemas.ts'

/** The answer of every route that accepts one job. */
export const accepted = {
  202: {
    ...json(
      acceptedSchema,
      'Accepted: it will run exactly once, whatever happens to this process.',
    ),
    headers: { Location: { schema: { type: 'string' as const }, description: 'Its status.' } },
  },
}

export const toAccepted = ({ requestId, position, seed }: AcceptedJob) => ({
  request_id: requestId,
  status: 'queued' as const,
  position,
  seed,
})

/** Headers with the place of the job's status, and a mark on an answer given before. */
export const acceptedHeaders = ({
  requestId,
  created,
}: Pick<AcceptedJob, 'requestId' | 'created'>): Record<string, string> => ({
  location: `/api/generate/status/${requestId}`,
  ...replayed(created),
})
