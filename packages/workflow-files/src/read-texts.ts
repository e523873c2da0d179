import { fstatSync, readSync } from 'node:fs'
import { isRecord, parseExactJson } from '@darkroom/foundation'
import { type ByteSource, readEmbeddedGraphs } from '@darkroom/media-container'
import type { WorkflowTexts } from './workflow-file.ts'

/** The most bytes of a workflow as JSON. The largest of the official templates has 0.4 MiB. */
export const largestJson: number = 4 * 2 ** 20

/** The texts, or a problem that follows the name of the file in a sentence. */
export type TextsReading =
  | { readonly kind: 'texts'; readonly texts: WorkflowTexts }
  | { readonly kind: 'refused'; readonly problem: string }

const openingBracket = 0x7b
const byteOrderMark = [0xef, 0xbb, 0xbf]
const whiteSpace: readonly number[] = [0x20, 0x09, 0x0a, 0x0d]

/** The graphs in the bytes of a file, whatever its name says: JSON, or a picture, video or sound that ComfyUI made. */
export function readTexts(source: ByteSource): TextsReading {
  if (source.size === 0) return refused('is empty')
  if (!looksLikeJson(source)) return embedded(source)
  if (source.size > largestJson) return refused(`is larger than ${largestJson / 2 ** 20} MiB`)
  const bytes = source.read(0, source.size)
  if (bytes.length < source.size) return refused('is being written')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const json = parseExactJson(text)
    if (!isGraph(json)) return refused('is JSON, but no workflow of ComfyUI')
    return { kind: 'texts', texts: { workflow: text } }
  } catch (error) {
    if (error instanceof SyntaxError) return refused(`is not JSON: ${error.message}`)
    return refused('is not UTF-8 text')
  }
}

/** Whether it looks like a graph, in the editor's format or the API's; a sidecar of a picture does not. */
const isGraph = (json: unknown): boolean =>
  isRecord(json) &&
  (Array.isArray(json.nodes) ||
    Object.values(json).some((node) => isRecord(node) && typeof node.class_type === 'string'))

function embedded(source: ByteSource): TextsReading {
  const { format, workflow, prompt } = readEmbeddedGraphs(source)
  if (workflow === undefined && prompt === undefined) {
    return refused(
      format === 'unknown'
        ? 'is neither JSON nor a file of a kind that carries workflows'
        : 'carries no workflow: it was not made by ComfyUI, or lost what ComfyUI wrote into it',
    )
  }
  return {
    kind: 'texts',
    texts: {
      ...(workflow !== undefined && { workflow }),
      ...(prompt !== undefined && { prompt }),
    },
  }
}

function looksLikeJson(source: ByteSource): boolean {
  const start = source.read(0, 64)
  const from = byteOrderMark.every((byte, index) => start[index] === byte) ? 3 : 0
  return start.subarray(from).find((byte) => !whiteSpace.includes(byte)) === openingBracket
}

/** The bytes of an open file, as many as it has now. */
export const sourceOf = (descriptor: number): ByteSource => ({
  size: fstatSync(descriptor).size,
  read(offset, length) {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.size - offset)))
    let filled = 0
    while (filled < bytes.length) {
      const count = readSync(descriptor, bytes, filled, bytes.length - filled, offset + filled)
      if (count === 0) break
      filled += count
    }
    return bytes.subarray(0, filled)
  },
})

const refused = (problem: string): TextsReading => ({ kind: 'refused', problem })
