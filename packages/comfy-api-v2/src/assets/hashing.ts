import { createBLAKE3 } from 'hash-wasm'

export interface Hashing {
  /** Gives the bytes on as they come. */
  through(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void>
  /** `blake3:` with its digits, once all has come. */
  hash(): string
}

/** The hash of bytes while they go by. */
export async function createHashing(): Promise<Hashing> {
  const hasher = await createBLAKE3()
  hasher.init()
  let digest: string | undefined
  return {
    async *through(content) {
      for await (const chunk of content) {
        hasher.update(chunk)
        yield chunk
      }
    },
    hash: () => {
      digest ??= `blake3:${hasher.digest()}`
      return digest
    },
  }
}
