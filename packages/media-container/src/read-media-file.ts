import { readFlac } from './audio/flac.ts'
import { readMp3, startsMp3 } from './audio/mp3.ts'
import { readOgg } from './audio/ogg.ts'
import { readTagged } from './audio/tagged.ts'
import type { ByteSource } from './byte-source.ts'
import { ByteWindow } from './byte-window.ts'
import { type Container, unknownContainer } from './container.ts'
import type { MediaFile } from './media-file.ts'
import { mediaTypes } from './media-types.ts'
import { readExr } from './others/exr.ts'
import { readGlb } from './others/glb.ts'
import { readSafetensors } from './others/safetensors.ts'
import { readSvg, startsSvg } from './others/svg.ts'
import { readAvif } from './pictures/avif.ts'
import { readGif } from './pictures/gif.ts'
import { readJpeg } from './pictures/jpeg.ts'
import { readJxl } from './pictures/jxl.ts'
import { readPng } from './pictures/png.ts'
import { readWebp } from './pictures/webp.ts'
import type { TextChoice } from './text-choice.ts'
import { TextMap } from './text-map.ts'
import { readMatroska } from './videos/matroska.ts'
import { readMp4 } from './videos/mp4.ts'

/** The boxes with which a QuickTime movie without `ftyp` may begin. */
const movieStarts: ReadonlySet<string> = new Set(['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'])
/** A JPEG XL file: the bare codestream, or its first box. */
const jxlStarts = ['\xff\x0a', '\0\0\0\x0cJXL \r\n\x87\n'] as const
/** Brands of HEIF pictures in other codecs than AV1. */
const stillBrand = /^(?:hei[cxms]|hev[cxms]|mif[12]|msf1|miaf|j2k[i1])$/
const brandBytes = 256

/**
 * Reads what a file is and the texts in it, by its bytes alone, whatever its name. No bytes make it throw; what the source
 * itself throws passes.
 */
export function readMediaFile(source: ByteSource, choice: TextChoice = {}): MediaFile {
  const texts = new TextMap(choice)
  const { width, height, ...container } = readFormat(new ByteWindow(source), texts)
  const { orientation } = texts
  const size = orientation > 4 ? { width: height, height: width } : { width, height }
  const mediaType = mediaTypes[container.format]
  return { ...container, ...size, mediaType, orientation, texts }
}

function readFormat(file: ByteWindow, texts: TextMap): Container {
  const magic = file.bytes(0, 16).toString('latin1', 0, 16)
  if (magic.startsWith('\x89PNG\r\n\x1a\n')) return readPng(file, texts)
  if (magic.startsWith('\xff\xd8\xff')) return readJpeg(file, texts)
  if (magic.startsWith('RIFF') && magic.slice(8, 12) === 'WEBP') return readWebp(file, texts)
  if (/^GIF8[79]a/.test(magic)) return readGif(file, texts)
  if (jxlStarts.some((start) => magic.startsWith(start))) return readJxl(file, texts)
  if (magic.startsWith('\x1a\x45\xdf\xa3')) return readMatroska(file, texts)
  if (magic.startsWith('fLaC')) return readFlac(file, 0, texts)
  if (magic.startsWith('OggS')) return readOgg(file, texts)
  if (magic.startsWith('ID3')) return readTagged(file, texts)
  if (magic.startsWith('\x76\x2f\x31\x01')) return readExr(file, texts)
  if (magic.startsWith('glTF\x02\0\0\0')) return readGlb(file, texts)
  return readUnmarked(file, texts) ?? readBoxes(file, magic, texts)
}

/** Reads a format that has no signature, and is told by more than its first bytes. */
function readUnmarked(file: ByteWindow, texts: TextMap): Container | undefined {
  if (startsMp3(file)) return readMp3(file, 0)
  return startsSvg(file) ? readSvg(file, texts) : readSafetensors(file, texts)
}

/** Reads what consists of boxes, by its brands (ISO/IEC 14496-12, `ftyp`). */
function readBoxes(file: ByteWindow, magic: string, texts: TextMap): Container {
  const type = magic.slice(4, 8)
  if (movieStarts.has(type)) return readMp4(file, '', texts)
  if (type !== 'ftyp') return unknownContainer
  const brands = readBrands(file)
  if (brands.some((brand) => brand === 'avif' || brand === 'avis'))
    return readAvif(file, brands[0] ?? '', texts)
  return stillBrand.test(brands[0] ?? '') ? unknownContainer : readMp4(file, brands[0] ?? '', texts)
}

/** The brand of a file and those that it is compatible with; a version stands between them. */
function readBrands(file: ByteWindow): readonly string[] {
  const length = Math.min(file.bytes(0, 4).readUInt32BE(0), brandBytes)
  const text = file.bytes(8, length - 8).toString('latin1')
  const brands = text.match(/.{4}/gs) ?? []
  return brands.filter((_, index) => index !== 1)
}
