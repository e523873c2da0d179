import { Duplex, pipeline, type Readable } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { errorCode } from '@darkroom/foundation'

/** RFC 9110 8.4.1; RFC 9659 for zstd: a window of up to 8 MiB. */
const decoders: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: () => Duplex.from(inflate),
  br: createBrotliDecompress,
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
}

/** More than a proxy behind a proxy. */
const mostEncodings = 3

/**
 * The encodings of a body, in the order in which they were applied; `undefined` when one of them is not understood.
 * Nobody asks ComfyUI for any, but what stands before it may compress unasked.
 */
export function readEncodings(header: string): readonly string[] | undefined {
  const names = header
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
  const isKnown =
    names.length <= mostEncodings && names.every((name) => Object.hasOwn(decoders, name))
  return isKnown ? names : undefined
}

/** The body as it was before it was compressed. Whoever reads it bounds its size. */
export const decode = (body: Readable, encodings: readonly string[]): Readable =>
  encodings.reduceRight<Readable>((source, name) => {
    const decoder = decoders[name]?.()
    // The end of the last stream tells of every error before it.
    return decoder === undefined ? source : pipeline(source, decoder, () => undefined)
  }, body)

/** Whether the error is of a body that is not what its encoding says. */
export const isDecodingError = (error: unknown): boolean =>
  /^(Z_|ZSTD_|ERR__|ERR_BROTLI)/.test(errorCode(error))

/** "deflate" is zlib's format by the standard, and bare deflate from some servers. */
async function* inflate(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done) return
  const isZlib = (first.value.readUInt8(0) & 0x0f) === 8
  const all = async function* (): AsyncGenerator<Buffer> {
    yield first.value
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  yield* pipeline(all, isZlib ? createInflate() : createInflateRaw(), () => undefined)
}
