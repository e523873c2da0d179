import { Buffer } from 'node:buffer'
import { extname } from 'node:path'
import { type FoundRecipe, readFound } from '@darkroom/recipe'
import {
  type ByteSource,
  type ImageDescription,
  type Sidecar,
  unknownImage,
} from '../src/metadata-module.ts'

/** The facts with the words of a recipe beside them. */
export type TinyDescription = Partial<Omit<ImageDescription, 'recipe'>> & FoundRecipe

/**
 * A small but real metadata module: reads the size and the tEXt chunk `description` (JSON) of a PNG, and the JSON
 * sidecar over it. An image is complete when it ends with IEND.
 */
export function readImageMetadata(
  file: {
    readonly name: string
    readonly source: ByteSource
    readonly sidecars?: readonly Sidecar[]
  },
  options: { readonly raw?: boolean } = {},
): ImageDescription {
  const { source, sidecars = [] } = file
  const head = Buffer.from(source.read(0, Math.min(source.size, 65_536)))
  const isPng = head.toString('latin1', 1, 4) === 'PNG'
  const tail = Buffer.from(source.read(Math.max(0, source.size - 8), 8))
  const embedded = isPng ? readDescription(head) : {}
  const beside = sidecars.find(({ name }) => name.endsWith('.json'))
  const said = { ...embedded, ...(beside && parse(beside.text)) }
  return {
    ...unknownImage,
    ...said,
    recipe: readFound(said),
    format: isPng ? 'png' : 'unknown',
    width: isPng && head.length >= 24 ? head.readUInt32BE(16) : null,
    height: isPng && head.length >= 24 ? head.readUInt32BE(20) : null,
    complete: isPng && tail.toString('latin1', 0, 4) === 'IEND',
    ...(options.raw === true && { raw: { sidecars: sidecars.map(({ text }) => text) } }),
  }
}

export function sidecarNames(imageName: string): readonly string[] {
  const stem = imageName.slice(0, -extname(imageName).length)
  const names = [`${stem}.json`, `${imageName}.json`, `${stem}.txt`]
  if (stem === 'image') names.push('prompt.txt')
  if (/^image_\d+(?:-\d+)?$/.test(stem)) names.push(`prompt_${stem.slice(6)}.txt`)
  return [...names, 'manifest.json']
}

function readDescription(head: Buffer): TinyDescription {
  for (let offset = 8; offset + 8 <= head.length; ) {
    const length = head.readUInt32BE(offset)
    const type = head.toString('latin1', offset + 4, offset + 8)
    if (type === 'tEXt') {
      const text = head.toString('utf8', offset + 8, offset + 8 + length)
      return parse(text.slice(text.indexOf('\0') + 1))
    }
    offset += 12 + length
  }
  return {}
}

function parse(text: string): TinyDescription {
  try {
    const value: TinyDescription = JSON.parse(text)
    return value
  } catch {
    return {}
  }
}
