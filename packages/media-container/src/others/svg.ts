import type { ByteWindow } from '../byte-window.ts'
import type { Container } from '../container.ts'
import { decodeText } from '../decode-text.ts'
import { textByteLimit } from '../limits.ts'
import type { TextMap } from '../text-map.ts'

/** The bytes in which the root element begins. */
const headBytes = 4096
const root = /<svg\b[^<>]{0,4096}>/
const start = /^(?:\ufeff|\xef\xbb\xbf)?\s{0,64}<(?:\?xml|!DOCTYPE|!--|svg)/i

export function startsSvg(file: ByteWindow): boolean {
  const head = file.bytes(0, headBytes).toString('latin1')
  return start.test(head) && root.test(head)
}

/** Reads an SVG: its size, and the first `metadata` element, which ComfyUI fills with JSON. */
export function readSvg(file: ByteWindow, texts: TextMap): Container {
  const text = decodeText(file.bytes(0, Math.min(file.size, textByteLimit)))
  const [element = ''] = root.exec(text.slice(0, headBytes)) ?? []
  const size = sizeOf(element)
  const metadata = metadataOf(text)
  if (metadata !== undefined) texts.addRead('Comment', metadata.length, () => metadata)
  return {
    format: 'svg',
    width: size?.width ?? null,
    height: size?.height ?? null,
    hasAlpha: null,
    animated: false,
    durationSeconds: null,
    complete: text.slice(-256).trimEnd().endsWith('</svg>'),
  }
}

/** The size by the root's attributes in pixels, or by its view. */
function sizeOf(element: string): { readonly width: number; readonly height: number } | undefined {
  const width = /\swidth\s{0,4}=\s{0,4}["'](\d{1,9}(?:\.\d{1,9})?)(?:px)?["']/.exec(element)?.[1]
  const height = /\sheight\s{0,4}=\s{0,4}["'](\d{1,9}(?:\.\d{1,9})?)(?:px)?["']/.exec(element)?.[1]
  if (width !== undefined && height !== undefined)
    return { width: Number(width), height: Number(height) }
  const view = /\sviewBox\s{0,4}=\s{0,4}["']([-\d.eE\s,]{1,200})["']/.exec(element)?.[1] ?? ''
  const [, , across = Number.NaN, down = Number.NaN] = view
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  return across > 0 && down > 0 ? { width: across, height: down } : undefined
}

function metadataOf(text: string): string | undefined {
  const opening = text.indexOf('<metadata')
  const begin = opening < 0 ? -1 : text.indexOf('>', opening)
  const end = begin < 0 ? -1 : text.indexOf('</metadata', begin)
  if (end < 0) return undefined
  const content = text.slice(begin + 1, end).trim()
  return content.startsWith('<![CDATA[') && content.endsWith(']]>')
    ? content.slice('<![CDATA['.length, -']]>'.length).trim()
    : content
}
