import { createHash } from 'node:crypto'

const canonical = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The id of the job that a client calls so. A canonical UUID is the id itself; of anything else, which ComfyUI took until
 * its release 0.8, one is made, always the same, so that no table of names has to be kept.
 */
export function toJobId(promptId: string): string {
  if (canonical.test(promptId)) return promptId
  const hash = createHash('sha256').update(`comfyui prompt_id ${promptId}`).digest()
  // RFC 9562: version 8, for a hash of one's own; variant 10.
  hash.writeUInt8(0x80 | (hash.readUInt8(6) & 0x0f), 6)
  hash.writeUInt8(0x80 | (hash.readUInt8(8) & 0x3f), 8)
  const digits = hash.toString('hex')
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-')
}
