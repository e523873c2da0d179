import type { ControlType } from '@darkroom/recipe'
import { InvalidParameterError } from '../errors.ts'
import type { Image, Mask } from '../graph/output.ts'
import { applyControlNet } from '../nodes/conditioning.ts'
import { applyInpaintControlNet, setControlType } from '../nodes/control.ts'
import { loadControlNet } from '../nodes/loaders.ts'
import { loadModelPatch, patchControl } from '../nodes/model-patches.ts'
import type { Guide } from './control-guides.ts'
import type { Scene } from './sample-pass.ts'

/** A picture and the part of it that is painted anew. */
export interface Hole {
  readonly image: Image
  readonly mask: Mask
}

/** The names by which a ControlNet that knows many types calls them. */
const unionTypes: Readonly<Record<ControlType, string>> = {
  canny: 'canny/lineart/anime_lineart/mlsd',
  lineart: 'canny/lineart/anime_lineart/mlsd',
  softedge: 'hed/pidi/scribble/ted',
  scribble: 'hed/pidi/scribble/ted',
  depth: 'depth',
  normal: 'normal',
  pose: 'openpose',
  segment: 'segment',
  tile: 'tile',
  inpaint: 'repaint',
}

/** Lets each control picture guide the scene, one after the other. */
export const guideByNets = (
  scene: Scene,
  { guides, hole }: { readonly guides: readonly Guide[]; readonly hole: Hole | undefined },
): Scene =>
  guides.reduce((guided, guide, index) => guideByNet(guided, { guide, index, hole }), scene)

function guideByNet(
  scene: Scene,
  { guide, index, hole }: { guide: Guide; index: number; hole: Hole | undefined },
): Scene {
  const { variant, vae, positive, negative, model } = scene
  const way = variant.control
  if (way === undefined || way.by === 'reference' || way.by === 'itself') return scene
  const { type, strength, start, end, model: name } = guide.control
  if (name === undefined) {
    throw new InvalidParameterError(`control.${index}.model`, 'must name the ControlNet')
  }
  const { picture: image } = guide
  if (image === undefined) {
    if (way.by === 'patch' || hole === undefined) {
      throw new InvalidParameterError(`control.${index}.image`, 'must name a picture')
    }
    const controlNet = loadControlNet({ name })
    const given = { positive, negative, controlNet, vae, ...hole, strength, start, end }
    return { ...scene, ...applyInpaintControlNet(given) }
  }
  if (way.by === 'patch') {
    const patch = loadModelPatch({ name })
    return { ...scene, model: patchControl({ model, patch, vae, image, strength }) }
  }
  const net = loadControlNet({ name })
  const controlNet = isUnion(name)
    ? setControlType({ controlNet: net, type: unionTypes[type] })
    : net
  const given = { positive, negative, controlNet, image, strength, start, end }
  return { ...scene, ...applyControlNet(way.needsVae ? { ...given, vae } : given) }
}

const isUnion = (name: string): boolean => /union|promax/i.test(name)
