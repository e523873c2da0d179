import { createHash } from 'node:crypto'

/**
 * The id under which attempt `n` of a job is submitted. The first is the job's own, the others follow from it
 * (RFC 9562 UUIDv5 with the job as namespace), so that a restart finds them again.
 */
export function promptIdOf(jobId: string, attempt: number): string {
  if (attempt === 1) return jobId
  const namespace = Buffer.from(jobId.replaceAll('-', ''), 'hex')
  const hash = createHash('sha1').update(namespace).update(String(attempt)).digest().subarray(0, 16)
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6)
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = hash.toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}
