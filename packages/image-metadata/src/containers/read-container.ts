import type { ByteWindow } from '../byte-window.ts'
import { readAvif } from './avif.ts'
import { type Container, type ContainerOptions, unknownContainer } from './container.ts'
import { readGif } from './gif.ts'
import { readJpeg } from './jpeg.ts'
import { readJxl } from './jxl.ts'
import { readMatroska } from './matroska.ts'
import { readMp4 } from './mp4.ts'
import { readPng } from './png.ts'
import { readWebp } from './webp.ts'

/** The boxes with which a QuickTime movie without `ftyp` may begin. */
const movieStarts: ReadonlySet<string> = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'])
/** A JPEG XL file: the bare codestream, or its first box. */
const jxlStarts = ['\xff\x0a', '\0\0\0\x0cJXL \r\n\x87\n'] as const
/** Brands of HEIF pictures in other codecs than AV1. */
const stillBrand = /^(?:hei[cxms]|hev[cxms]|mif[12]|msf1|miaf|j2k[i1])$/
const brandBytes = 256

/** Reads a container whose format its first bytes tell, whatever the file's name. */
export function readContainer(file: ByteWindow, options: ContainerOptions): Container {
  const container = readFormat(file, options)
  const { width, height, texts } = container
  return texts.orientation > 4 ? { ...container, width: height, height: width } : container
}

function readFormat(file: ByteWindow, options: ContainerOptions): Container {
  const magic = file.bytes(0, 16).toString('latin1', 0, 16)
  if (magic.startsWith('\x89PNG\r\n\x1a\n')) return readPng(file, options)
  if (magic.startsWith('\xff\xd8\xff')) return readJpeg(file)
  if (magic.startsWith('RIFF') && magic.slice(8, 12) === 'WEBP') return readWebp(file)
  if (/^GIF8[79]a/.test(magic)) return readGif(file)
  if (jxlStarts.some((start) => magic.startsWith(start))) return readJxl(file)
  if (magic.startsWith('\x1a\x45\xdf\xa3')) return readMatroska(file, options)
  return readBoxes(file, magic, options)
}

/** Reads what consists of boxes, by its brands (ISO/IEC 14496-12, `ftyp`). */
function readBoxes(file: ByteWindow, magic: string, options: ContainerOptions): Container {
  const type = magic.slice(4, 8)
  if (movieStarts.has(type)) return readMp4(file, '', options)
  if (type !== 'ftyp') return unknownContainer
  const brands = readBrands(file)
  if (brands.some((brand) => brand === 'avif' || brand === 'avis'))
    return readAvif(file, brands[0] ?? '')
  return stillBrand.test(brands[0] ?? '')
    ? unknownContainer
    : readMp4(file, brands[0] ?? '', options)
}

/** The brand of a file and those that it is compatible with; a version stands between them. */
function readBrands(file: ByteWindow): readonly string[] {
  const length = Math.min(file.bytes(0, 4).readUInt32BE(0), brandBytes)
  const text = file.bytes(8, length - 8).toString('latin1')
  const brands = text.match(/.{4}/gs) ?? []
  return brands.filter((_, index) => index !== 1)
}
