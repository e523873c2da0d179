import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { decodeText } from '../decode-text.ts'
import { jsonMembers } from '../json-members.ts'
import { textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'

/** Reads a safetensors file, such as ComfyUI's latents: a length, JSON, numbers. Undefined for what is none. */
export function readSafetensors(file: ByteWindow, texts: TextMap): Container | undefined {
  const head = file.bytes(0, 10)
  if (head.length < 10 || head[8] !== 0x7b) return undefined
  const length = Number(head.readBigUInt64LE(0))
  if (length > textByteLimit || length > file.size - 8) return undefined
  const json = decodeText(file.bytes(8, length))
  const members = jsonMembers(json)
  if (members === undefined) return undefined
  texts.addMembers(members.get('__metadata__') ?? '')
  return {
    format: 'safetensors',
    width: null,
    height: null,
    hasAlpha: null,
    animated: false,
    durationSeconds: null,
    complete: file.size >= 8 + length + endOfData(json),
  }
}

/** The end of the last tensor, counted from the end of the JSON. */
function endOfData(json: string): number {
  let end = 0
  for (const [, offset] of json.matchAll(
    /"data_offsets"\s{0,8}:\s{0,8}\[\s{0,8}\d{1,20}\s{0,8},\s{0,8}(\d{1,20})/g,
  ))
    end = Math.max(end, Number(offset))
  return end
}
