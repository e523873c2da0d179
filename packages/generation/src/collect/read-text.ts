import type { FileHandle } from 'node:fs/promises'

/** Characters of a text that are told with its job; the whole is in its file. */
const mostCharacters = 4_000
/** No character has more bytes. */
const mostBytes = 4 * mostCharacters

/** The beginning of a text. */
export async function readText(handle: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(mostBytes), 0, mostBytes, 0)
  // As a stream, for the last character may be cut.
  const text = new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: true })
  return text.slice(0, mostCharacters).toWellFormed()
}
