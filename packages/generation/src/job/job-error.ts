import type { JobError } from '@darkroom/job-queue'

/** The facts of an error that a person or the gallery page can use. */
interface Where {
  readonly nodeId?: string
  readonly nodeClass?: string
  readonly hint?: string
}

/** Letters of a sentence, a name and so on: what a server says may be of any length, and errors are kept and sent. */
const mostSaid = 1_000
const mostNamed = 200

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text

/** Builds an error without undefined fields, for the record must be plain JSON. */
export function jobError(
  kind: JobError['kind'],
  code: string,
  message: string,
  { nodeId, nodeClass, hint }: Where = {},
): JobError {
  const details = {
    ...(nodeId === undefined ? {} : { nodeId: cut(nodeId, mostNamed) }),
    ...(nodeClass === undefined ? {} : { nodeClass: cut(nodeClass, mostNamed) }),
    ...(hint === undefined ? {} : { hint: cut(hint, mostSaid) }),
  }
  return { kind, code, message: cut(message, mostSaid), details }
}
