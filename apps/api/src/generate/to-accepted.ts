import type { AcceptedJob } from '@darkroom/generation'
import { replayed } from './accept-options.ts'

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
