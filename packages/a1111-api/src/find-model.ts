import type { Model } from '@darkroom/door-ports'
import { didYouMean, nearestNames } from '@darkroom/foundation'

/** What A1111 writes behind the title of a model: the beginning of its hash, in brackets. */
const hash = /\s*\[[0-9a-f]{4,64}\]\s*$/i
const extension = /\.(?:safetensors|sft|ckpt|pth?|bin|gguf)$/i

export const stemOf = (name: string): string => name.replace(extension, '')

/** The last part of a path. */
export const baseOf = (name: string): string => name.slice(name.search(/[^\\/]*$/))

/** The name that A1111 has for a file: without its extension, and without folders, whose strokes become underlines. */
export const flatName = ({ filename }: Pick<Model, 'filename'>): string =>
  stemOf(filename).replaceAll(/[\\/]/g, '_')

/** How a model may be called, the surest first. */
const names: readonly ((model: Pick<Model, 'filename' | 'displayName'>) => string)[] = [
  ({ filename }) => filename,
  ({ displayName }) => displayName,
  ({ filename }) => stemOf(filename),
  flatName,
  ({ filename }) => baseOf(filename),
  ({ filename }) => stemOf(baseOf(filename)),
]

const plain = (name: string): string => name.replaceAll('\\', '/').toLowerCase()

/**
 * The model that a client means: by its file, with or without folder and extension, in any case, and with a hash in
 * brackets behind it. Letter for letter counts before any case, a whole name before a part of it.
 */
export function findModel<M extends Pick<Model, 'filename' | 'displayName'>>(
  models: readonly M[],
  name: string,
): M | undefined {
  const asked = name.replace(hash, '').trim()
  const exact = models.find(({ filename }) => filename === name || filename === asked)
  if (exact !== undefined || asked === '') return exact
  for (const nameOf of names) {
    const found = models.find((model) => plain(nameOf(model)) === plain(asked))
    if (found !== undefined) return found
  }
  return undefined
}

/** The same, and where none is called so, the one with the shortest name that has the words in it, as A1111 looks for checkpoints. */
export function findCheckpoint<M extends Pick<Model, 'filename' | 'displayName'>>(
  models: readonly M[],
  name: string,
): M | undefined {
  const asked = plain(name.replace(hash, '').trim())
  const found = findModel(models, name)
  if (found !== undefined || asked.length < 3) return found
  return models
    .filter(({ filename }) => plain(filename).includes(asked))
    .toSorted((a, b) => a.filename.length - b.filename.length)[0]
}

/** To be read after the field: that there is no such model, and which there are. */
export const noSuchModel = (
  kind: string,
  name: string,
  models: readonly Pick<Model, 'filename'>[],
): string => {
  const near = nearestNames(
    name,
    models.map(({ filename }) => filename),
  )
  return `names no ${kind} that a server has: ${JSON.stringify(name.slice(0, 200))}${didYouMean(near).replace(/\?$/, '')}`
}
