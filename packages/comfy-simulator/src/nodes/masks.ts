import { greyPicture, greysOf } from '../painting/greys.ts'
import { createFlatPicture, type Picture } from '../painting/picture.ts'
import { PyError } from '../python/convert.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeRun, NodeSet } from './node.ts'
import { images, masks } from './pictures.ts'

type Place = { readonly x: number; readonly y: number; readonly grey: number }

/** A mask whose greys are worked out one by one. */
const each = (
  prepare: (inputs: NodeInputs, mask: Picture) => (place: Place) => number,
): NodeRun => {
  return (inputs) =>
    masks(
      inputs.get('mask', 'MASK').pictures.map((mask) => {
        const change = prepare(inputs, mask)
        return greyPicture(mask.width, mask.height, async () =>
          (await greysOf(mask)).map((grey, at) =>
            change({ x: at % mask.width, y: Math.floor(at / mask.width), grey }),
          ),
        )
      }),
    )
}

const cross = [
  [0, -1],
  [-1, 0],
  [1, 0],
  [0, 1],
] as const

const square = [...cross, [-1, -1], [1, -1], [-1, 1], [1, 1]] as const

/** Each grey becomes the lightest, or the darkest, of its neighbours. */
const spread = (
  greys: Uint8Array,
  { width, height }: { width: number; height: number },
  { isGrowing, hasCorners }: { isGrowing: boolean; hasCorners: boolean },
): Uint8Array => {
  const next = Uint8Array.from(greys)
  const pick = isGrowing ? Math.max : Math.min
  for (const [dx, dy] of hasCorners ? square : cross) {
    for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y += 1) {
      for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x += 1) {
        const at = y * width + x
        next[at] = pick(next[at] ?? 0, greys[at + dy * width + dx] ?? 0)
      }
    }
  }
  return next
}

/** The mask grown by so many pixels, or shrunk by a negative number. */
export const growMask = (mask: Picture, by: number, hasCorners: boolean): Picture =>
  greyPicture(mask.width, mask.height, async () => {
    let greys = await greysOf(mask)
    for (let step = 0; step < Math.abs(by); step += 1)
      greys = spread(greys, mask, { isGrowing: by > 0, hasCorners })
    return greys
  })

const invertMask = (mask: Picture): Picture =>
  greyPicture(mask.width, mask.height, async () => (await greysOf(mask)).map((grey) => 255 - grey))

/** How a mask joins another: greys are parts of 255. */
const operations: Readonly<Record<string, (below: number, above: number) => number>> = {
  multiply: (below, above) => (below * above) / 255,
  add: (below, above) => below + above,
  subtract: (below, above) => below - above,
  and: (below, above) => (below > 127 && above > 127 ? 255 : 0),
  or: (below, above) => (below > 127 || above > 127 ? 255 : 0),
  xor: (below, above) => (below > 127 !== above > 127 ? 255 : 0),
}

const joined = (below: Picture, above: Picture, inputs: NodeInputs): Picture =>
  greyPicture(below.width, below.height, async () => {
    const [greys, others] = await Promise.all([greysOf(below), greysOf(above)])
    const [left, top] = [inputs.integer('x'), inputs.integer('y')]
    const join = operations[inputs.text('operation')] ?? ((grey: number) => grey)
    return greys.map((grey, at) => {
      const [x, y] = [(at % below.width) - left, Math.floor(at / below.width) - top]
      const isOutside = x < 0 || y < 0 || x >= above.width || y >= above.height
      const other = others[y * above.width + x] ?? 0
      return isOutside ? grey : Math.max(0, Math.min(255, join(grey, other)))
    })
  })

/** The part of full strength at a distance from an edge that is feathered. */
const feather = (distance: number, width: number): number =>
  distance < width ? (distance + 1) / width : 1

const channels = ['red', 'green', 'blue']

const channelOf = (picture: Picture, offset: number): Picture =>
  greyPicture(picture.width, picture.height, async () => {
    const pixels = await picture.pixels()
    const greys = new Uint8Array(picture.width * picture.height)
    for (let at = 0; at < greys.length; at += 1) greys[at] = pixels[at * 3 + offset] ?? 0
    return greys
  })

/** The part of a mask that lies in a rectangle. */
const cropped = (mask: Picture, inputs: NodeInputs): Picture => {
  const [x, y] = [inputs.integer('x'), inputs.integer('y')]
  const width = Math.max(0, Math.min(inputs.integer('width'), mask.width - x))
  const height = Math.max(0, Math.min(inputs.integer('height'), mask.height - y))
  return greyPicture(width, height, async () => {
    const greys = await greysOf(mask)
    const part = new Uint8Array(width * height)
    for (let row = 0; row < height; row += 1) {
      const from = (y + row) * mask.width + x
      part.set(greys.subarray(from, from + width), row * width)
    }
    return part
  })
}

export const maskNodes: NodeSet = {
  SolidMask: (inputs) => {
    const grey = Math.round(inputs.number('value') * 255)
    return masks([createFlatPicture(inputs.integer('width'), inputs.integer('height'), grey)])
  },
  InvertMask: (inputs) => masks(inputs.get('mask', 'MASK').pictures.map(invertMask)),
  GrowMask: (inputs) =>
    masks(
      inputs
        .get('mask', 'MASK')
        .pictures.map((mask) =>
          growMask(mask, inputs.integer('expand'), !inputs.flag('tapered_corners', true)),
        ),
    ),
  ThresholdMask: each((inputs) => {
    const least = inputs.number('value') * 255
    return ({ grey }) => (grey > least ? 255 : 0)
  }),
  FeatherMask: each((inputs, { width, height }) => {
    const [left, right] = [inputs.integer('left'), inputs.integer('right')]
    const [top, bottom] = [inputs.integer('top'), inputs.integer('bottom')]
    return ({ x, y, grey }) =>
      Math.round(
        grey *
          feather(x, left) *
          feather(width - 1 - x, right) *
          feather(y, top) *
          feather(height - 1 - y, bottom),
      )
  }),
  CropMask: (inputs) =>
    masks(inputs.get('mask', 'MASK').pictures.map((mask) => cropped(mask, inputs))),
  MaskComposite: (inputs) => {
    const [source] = inputs.get('source', 'MASK').pictures
    const { pictures } = inputs.get('destination', 'MASK')
    return masks(
      source === undefined ? pictures : pictures.map((mask) => joined(mask, source, inputs)),
    )
  },
  MaskToImage: (inputs) => images(inputs.get('mask', 'MASK').pictures),
  ImageToMask: (inputs) => {
    const { pictures, alpha } = inputs.get('image', 'IMAGE')
    const offset = channels.indexOf(inputs.text('channel'))
    if (offset >= 0) return masks(pictures.map((picture) => channelOf(picture, offset)))
    if (alpha !== undefined) return masks(alpha)
    throw new PyError('IndexError', 'index 3 is out of bounds for dimension 3 with size 3')
  },
  ImageColorToMask: (inputs) =>
    masks(
      inputs.get('image', 'IMAGE').pictures.map((picture) =>
        greyPicture(picture.width, picture.height, async () => {
          const pixels = await picture.pixels()
          const wanted = inputs.integer('color')
          const greys = new Uint8Array(picture.width * picture.height)
          for (let at = 0; at < greys.length; at += 1)
            greys[at] = pixels.readUIntBE(at * 3, 3) === wanted ? 255 : 0
          return greys
        }),
      ),
    ),
}
