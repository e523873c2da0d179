import { createBufferSource, type MediaFile, readMediaFile, type TextChoice } from '../src/index.ts'

/** What is read from bytes in memory, with the texts as an object. */
export function readBytes(
  bytes: Uint8Array,
  choice?: TextChoice,
): Omit<MediaFile, 'texts'> & { readonly texts: Readonly<Record<string, string>> } {
  const file = readMediaFile(createBufferSource(bytes), choice)
  return { ...file, texts: Object.fromEntries(file.texts) }
}
