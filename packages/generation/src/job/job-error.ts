import type { JobError } from '@darkroom/job-queue'

/** The facts of an error that a person or the gallery page can use. */
interface Where {
  readonly nodeId?: string
  readonly nodeClass?: string
  readonly hint?: string
}

/** Builds an error without undefined fields, for the record must be plain JSON. */
export function jobError(
  kind: JobError['kind'],
  code: string,
  message: string,
  { nodeId, nodeClass, hint }: Where = {},
): JobError {
  const details = {
    ...(nodeId === undefined ? {} : { nodeId }),
    ...(nodeClass === undefined ? {} : { nodeClass }),
    ...(hint === undefined ? {} : { hint }),
  }
  return { kind, code, message, details }
}
