import type { JobStatus } from '@darkroom/generation'

export const isEnded = ({ status }: { readonly status: JobStatus }): boolean =>
  status !== 'queued' && status !== 'processing'
