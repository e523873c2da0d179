import type { Control, ControlType } from '@darkroom/recipe'
import { InvalidParameterError } from '../errors.ts'
import type { Image, Mask } from '../graph/output.ts'
import { applyControlNet } from '../nodes/conditioning.ts'
import { applyInpaintControlNet, setControlType } from '../nodes/control.ts'
import { findEdges, loadImage } from '../nodes/images.ts'
import { loadControlNet } from '../nodes/loaders.ts'
import { loadModelPatch, patchControl } from '../nodes/model-patches.ts'
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
export const guideByNets = (scene: Scene, hole: Hole | undefined): Scene =>
  (scene.inputs.control ?? []).reduce(
    (guided, control, index) => guideByNet(guided, { control, index, hole }),
    scene,
  )

function guideByNet(
  scene: Scene,
  { control, index, hole }: { control: Control; index: number; hole: Hole | undefined },
): Scene {
  const { variant, vae, positive, negative, model } = scene
  const way = variant.control
  if (way === undefined || way.by === 'reference' || way.by === 'itself') return scene
  const { strength, start, end } = control
  const name = control.model
  if (name === undefined) {
    throw new InvalidParameterError(`control.${index}.model`, 'must name the ControlNet')
  }
  if (way.by === 'patch') {
    const patch = loadModelPatch({ name })
    return {
      ...scene,
      model: patchControl({ model, patch, vae, image: controlPicture(control), strength }),
    }
  }
  const controlNet = loadControlNet({ name })
  if (control.type === 'inpaint' && hole !== undefined) {
    const given = { positive, negative, controlNet, vae, ...hole, strength, start, end }
    return { ...scene, ...applyInpaintControlNet(given) }
  }
  const typed = isUnion(name)
    ? setControlType({ controlNet, type: unionTypes[control.type] })
    : controlNet
  const image = controlPicture(control)
  const given = { positive, negative, controlNet: typed, image, strength, start, end }
  return { ...scene, ...applyControlNet(way.needsVae ? { ...given, vae } : given) }
}

/** The picture that guides: the edges of a `canny` one, any other as it is. */
export function controlPicture({ type, image: name }: Control): Image {
  const { image } = loadImage({ name })
  return type === 'canny' ? findEdges({ image }) : image
}

const isUnion = (name: string): boolean => /union|promax/i.test(name)
