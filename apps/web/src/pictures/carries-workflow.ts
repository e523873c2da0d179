/** The chunks of a PNG before its pixels are few; after so many it is none that ComfyUI made. */
const mostChunks = 64
/** A chunk's length and type, and enough of it for the longest keyword. */
const headLength = 8 + 'workflow\0'.length

const textTypes: ReadonlySet<string> = new Set(['tEXt', 'iTXt', 'zTXt'])

const headAt = async (file: Blob, at: number): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.slice(at, at + headLength).arrayBuffer())

/** A letter for each byte. */
const lettersOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** Whether a PNG carries the workflow that made it. Only the heads of its chunks are read, and none after its pixels begin. */
export async function carriesWorkflow(file: Blob): Promise<boolean> {
  if (!lettersOf(await headAt(file, 0)).startsWith('\u0089PNG\r\n\u001a\n')) return false
  let at = 8
  for (let count = 0; count < mostChunks && at + headLength < file.size; count++) {
    const head = await headAt(file, at)
    const text = lettersOf(head)
    const type = text.slice(4, 8)
    if (type === 'IDAT') return false
    if (textTypes.has(type) && /^(?:workflow|prompt)\0/.test(text.slice(8))) return true
    at += 12 + new DataView(head.buffer).getUint32(0)
  }
  return false
}
