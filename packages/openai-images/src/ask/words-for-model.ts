import { invalidInput, type ModelDetails } from '@darkroom/door-ports'
import type { GivenPictures } from '../pictures/given-pictures.ts'
import type { AskedWordsOf } from './asked-words.ts'
import { stepsOfQuality } from './steps-of-quality.ts'

/** The words of a picture, as `POST /api/generate` takes them. */
export type Words = Readonly<Record<string, unknown>>

export interface WordsForModel {
  readonly model: Pick<ModelDetails, 'filename' | 'recommended' | 'cannot'>
  readonly quality: string | undefined
  readonly pictures: GivenPictures
}

/** What is asked of a model; words that are not said are left to its family. @throws DoorError 400 */
export function wordsForModel(
  { size, loras, guidance_scale: scale, ...words }: AskedWordsOf,
  { model, quality, pictures }: WordsForModel,
): Words {
  return said({
    ...words,
    ...(scale !== undefined && guidanceFor(scale, words, model)),
    model: model.filename,
    steps: words.steps ?? stepsOfQuality(quality, model.recommended?.steps),
    resolution: size,
    loras: loras.length === 0 ? undefined : loras,
    ...pictureWords(pictures, { denoise: words.denoise, isEditor: canEdit(model) }),
  })
}

/** Other programs have one word for CFG and for distilled guidance: a model has the one or the other. */
const guidanceFor = (
  scale: number,
  { cfg, guidance }: Pick<AskedWordsOf, 'cfg' | 'guidance'>,
  { recommended }: WordsForModel['model'],
): Words =>
  recommended?.guidance === undefined ? { cfg: cfg ?? scale } : { guidance: guidance ?? scale }

/** Whether the model follows instructions about pictures. */
const canEdit = ({ cannot }: Pick<ModelDetails, 'cannot'>): boolean =>
  cannot !== undefined && cannot.edit === undefined

/**
 * Models that edit see all pictures, and the prompt says what becomes of them; others start from one. With a mask or with a
 * strength, every model starts from one.
 */
function pictureWords(
  { images, mask }: GivenPictures,
  { denoise, isEditor }: { readonly denoise: number | undefined; readonly isEditor: boolean },
): Words {
  const [image, ...others] = images
  if (image === undefined) return {}
  if (isEditor && mask === undefined && denoise === undefined) return { references: images }
  if (others.length > 0) throw invalidInput('image', reasonForOne(isEditor, mask !== undefined))
  return mask === undefined ? { image } : { image, mask, mask_mode: 'transparent' }
}

const reasonForOne = (isEditor: boolean, isMasked: boolean): string => {
  if (!isEditor) {
    return 'must be one picture for this model: models that edit, such as FLUX.1 Kontext, Qwen-Image-Edit and FLUX.2, see several'
  }
  return isMasked
    ? 'must be one picture where there is a mask'
    : 'must be one picture where there is a strength'
}

const said = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined))
