export interface Hashing {
  /** Gives the bytes on as they come. */
  through(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void>
  /** `blake3:` with its digits, once all has come. */
  hash(): string
}

/** The hash of bytes while they go by. The library, which is large, is loaded with the first of them. */
export async function createHashing(): Promise<Hashing> {
  const { createBLAKE3 } = await import('hash-wasm')
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
