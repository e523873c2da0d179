import { randomInt } from 'node:crypto'
import type { Machine } from '../machine.ts'
import type { NodeContext } from '../nodes/node.ts'
import { PyError } from '../python/convert.ts'
import { stringifyJson } from '../python/stringify.ts'
import { getDict } from '../python/value.ts'
import type { QueueItem } from './prompt-queue.ts'

/** The text chunks of a PNG: the graph, and each key of `extra_pnginfo`. */
const textsOf = (item: QueueItem): readonly (readonly [string, string])[] => {
  const extra = getDict(item.extraData, 'extra_pnginfo') ?? new Map()
  return [
    ['prompt', stringifyJson(item.graph)],
    ...Array.from(extra, ([key, value]) => [key, stringifyJson(value)] as const),
  ]
}

/** A random suffix that keeps the file names of one preview node apart from those of others. */
const fiveLetters = (): string =>
  Array.from({ length: 5 }, () => String.fromCharCode(97 + randomInt(26))).join('')

/** The context that one node of one job runs in. */
export const createNodeContext = (
  machine: Machine,
  item: QueueItem,
  {
    step,
    sendImage,
    saved,
  }: Pick<NodeContext, 'step' | 'sendImage'> & { saved: (files: readonly string[]) => void },
): NodeContext => ({
  paint: machine.paint,
  step,
  sendImage,
  saveImages: async (pictures, place) => {
    const prefix = place.type === 'temp' ? `${place.prefix}_temp_${fiveLetters()}` : place.prefix
    const images = await machine.files.save(pictures, { ...place, prefix }, textsOf(item))
    saved(
      images.map(({ subfolder, filename }) =>
        subfolder === '' ? filename : `${subfolder}/${filename}`,
      ),
    )
    return images
  },
  loadImage: (image) => machine.files.load(image),
  openModel: (name) => {
    const { options, models } = machine
    if (!options.brokenModels.some((broken) => models.spell(broken) === name)) return
    throw new PyError(
      'safetensors._safetensors_rust.SafetensorError',
      'Error while deserializing header: invalid JSON in header: EOF while parsing a value at line 1 column 0',
    )
  },
})
