import type { JobStatus } from '@darkroom/generation'

/** Whether a job, batch or sequence has ended. */
export const isEnded = ({ status }: { readonly status: JobStatus }): boolean =>
  status !== 'queued' && status !== 'processing'
