import { createHash } from 'node:crypto'

/** Upper bound of the attempts of a job. */
const mostAttempts = 40

/** RFC 9562 UUIDv5 of the attempt's number in the job's namespace; the first attempt has the job's own id. */
function promptIdOf(jobId: string, attempt: number): string {
  if (attempt === 1) return jobId
  const bytes = createHash('sha1')
    .update(Buffer.from(jobId.replaceAll('-', ''), 'hex'))
    .update(String(attempt))
    .digest()
    .subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Jobs by every prompt id that they may have had. */
export const promptJobs = (jobIds: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    jobIds.flatMap((jobId) =>
      Array.from(
        { length: mostAttempts },
        (_, index) => [promptIdOf(jobId, index + 1), jobId] as const,
      ),
    ),
  )
