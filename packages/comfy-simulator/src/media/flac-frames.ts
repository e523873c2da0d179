/** The polynomial checks that end the head (8 bits) and the whole (16 bits) of a FLAC frame. */
const check = (bytes: Buffer, polynomial: number, bits: 8 | 16): number => {
  const top = 1 << (bits - 1)
  const mask = bits === 8 ? 0xff : 0xffff
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << (bits - 8)
    for (let bit = 0; bit < 8; bit += 1)
      sum = ((sum & top) === 0 ? sum << 1 : (sum << 1) ^ polynomial) & mask
  }
  return sum
}

/** A number as UTF-8 writes code points; frames are counted so. */
const counted = (value: number): Buffer => Buffer.from(String.fromCodePoint(value), 'utf8')

/** Samples in a frame. */
export const frameSamples = 4096

/** A subframe of 16-bit samples: one value when all are the same, else all of them as they are. */
const subframe = (samples: Int16Array): Buffer => {
  const isConstant = samples.every((sample) => sample === samples[0])
  const kept = isConstant ? samples.subarray(0, 1) : samples
  const bytes = Buffer.alloc(1 + kept.length * 2)
  bytes.writeUInt8(isConstant ? 0 : 0b10, 0)
  for (const [at, sample] of kept.entries()) bytes.writeInt16BE(sample, 1 + at * 2)
  return bytes
}

/** One FLAC frame with the same 16-bit samples on every channel. */
export const flacFrame = (samples: Int16Array, index: number, channels: number): Buffer => {
  const size = Buffer.alloc(2)
  size.writeUInt16BE(samples.length - 1)
  // Fixed block size; length as 16 bits at the end; rate as in the stream's head; 16 bits a sample.
  const start = Buffer.from([0xff, 0xf8, 0x70, ((channels - 1) << 4) | 0b1000])
  const head = Buffer.concat([start, counted(index), size])
  const body = Array.from({ length: channels }, () => subframe(samples))
  const frame = Buffer.concat([head, Buffer.from([check(head, 0x07, 8)]), ...body])
  const end = Buffer.alloc(2)
  end.writeUInt16BE(check(frame, 0x8005, 16))
  return Buffer.concat([frame, end])
}

/** The head of a FLAC stream: `fLaC` and its STREAMINFO. */
export const flacHead = (sampleRate: number, channels: number, samples: number): Buffer => {
  const info = Buffer.alloc(34)
  info.writeUInt16BE(frameSamples, 0)
  info.writeUInt16BE(frameSamples, 2)
  const bits = (BigInt(sampleRate) << 44n) | (BigInt(channels - 1) << 41n) | (15n << 36n)
  info.writeBigUInt64BE(bits | BigInt(samples), 10)
  return Buffer.concat([Buffer.from('fLaC'), Buffer.from([0x80, 0, 0, info.length]), info])
}
