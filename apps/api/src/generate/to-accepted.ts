import type { AcceptedJob } from '@darkroom/generation'
import { replayed } from './accept-options.ts'

export const toAccepted = ({ requestId, position, seed }: AcceptedJob) => ({
  request_id: requestId,
  status: 'queued' as const,
  position,
  seed,
})

/** Says where its status is, and whether the answer is one given before. */
export const acceptedHeaders = ({
  requestId,
  created,
}: Pick<AcceptedJob, 'requestId' | 'created'>): Record<string, string> => ({
  location: `/api/generate/status/${requestId}`,
  ...replayed(created),
})
