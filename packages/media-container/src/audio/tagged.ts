import type { ByteWindow } from '../byte-window.ts'
import { type Container, unknownContainer } from '../container.ts'
import type { TextMap } from '../text-map.ts'
import { readFlac } from './flac.ts'
import { readId3 } from './id3.ts'
import { readMp3 } from './mp3.ts'

/** Reads a file that begins with an ID3 tag: an MP3, but some put it in front of FLAC or AAC as well. */
export function readTagged(file: ByteWindow, texts: TextMap): Container {
  const start = readId3(file, texts)
  const magic = file.bytes(start, 4)
  if (magic.toString('latin1') === 'fLaC') return readFlac(file, start, texts)
  const isAac = magic.length === 4 && (magic.readUInt16BE(0) & 0xfff6) === 0xfff0
  return isAac ? unknownContainer : readMp3(file, start)
}
