/** A hash as it is kept, `blake3:` with 64 digits in lower case; undefined for what is none. */
export const readHash = (text: string): string | undefined => {
  const lower = text.trim().toLowerCase()
  return /^blake3:[0-9a-f]{64}$/.test(lower) ? lower : undefined
}
