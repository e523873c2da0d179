import type { FailureCode } from '../decoder-protocol.ts'

/** Leaves the decoder as a `Failure`. */
export class DecodeFailure extends Error {
  override readonly name = 'DecodeFailure'
  readonly code: FailureCode

  constructor(code: FailureCode, message: string, { cause }: { cause?: unknown } = {}) {
    super(message, { cause })
    this.code = code
  }
}

/** Error texts of sharp 0.35 and libvips 8.18, which have no error codes. */
const sentences: readonly (readonly [RegExp, FailureCode])[] = [
  [/exceeds pixel limit|too large for the|exceeds channel limit/i, 'too-large'],
  [/^timeout: /im, 'timeout'],
  [/unsupported image format/i, 'unsupported'],
  [/input file is missing|no such file/i, 'not-found'],
]

/** Turns anything that sharp throws into a failure of ours; an unknown error means a corrupt image. */
export function toDecodeFailure(error: unknown): DecodeFailure {
  if (error instanceof DecodeFailure) return error
  const message = error instanceof Error ? error.message.trim() : String(error)
  const code = sentences.find(([sentence]) => sentence.test(message))?.[1] ?? 'corrupt'
  return new DecodeFailure(code, message, { cause: error })
}
