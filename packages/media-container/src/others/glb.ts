import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { decodeText } from '../decode-text.ts'
import { jsonMembers } from '../json-members.ts'
import { textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'

/** Reads a GLB (glTF 2.0, section 4.4): the texts of its asset, in the JSON that is its first chunk. */
export function readGlb(file: ByteWindow, texts: TextMap): Container {
  const head = file.bytes(0, 20)
  const isWhole = head.length === 20
  const length = isWhole ? head.readUInt32LE(8) : 0
  const jsonLength = isWhole && head.toString('latin1', 16) === 'JSON' ? head.readUInt32LE(12) : 0
  if (jsonLength > 0 && jsonLength <= textByteLimit) {
    const asset = jsonMembers(decodeText(file.bytes(20, jsonLength)))?.get('asset') ?? ''
    texts.addMembers(jsonMembers(asset)?.get('extras') ?? '')
  }
  return {
    format: 'glb',
    width: null,
    height: null,
    hasAlpha: null,
    animated: false,
    durationSeconds: null,
    complete: isWhole && file.size >= length,
  }
}
