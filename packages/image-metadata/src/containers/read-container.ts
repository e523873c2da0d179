import type { ByteWindow } from '../byte-window.ts'
import { type Container, type ContainerOptions, unknownContainer } from './container.ts'
import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'
import { readWebp } from './webp.ts'

/** Reads a container whose format its first bytes tell, whatever the file's name. */
export function readContainer(file: ByteWindow, options: ContainerOptions): Container {
  const magic = file.bytes(0, 12).toString('latin1', 0, 12)
  if (magic.startsWith('\x89PNG\r\n\x1a\n')) return readPng(file, options)
  if (magic.startsWith('\xff\xd8\xff')) return readJpeg(file)
  if (magic.startsWith('RIFF') && magic.endsWith('WEBP')) return readWebp(file)
  return unknownContainer
}
