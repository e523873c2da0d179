import { chooseModel, isEditor } from '../models/choose-model.ts'
import type { PictureArgument } from '../pictures/picture-argument.ts'
import { readPicture } from '../pictures/read-picture.ts'
import type { Call } from '../tool.ts'
import type { PaintArguments } from './recipe-arguments.ts'
import { given, toWords } from './to-words.ts'
import { withLoraFiles } from './with-lora-files.ts'

export interface EditArguments extends PaintArguments {
  readonly prompt: string
  readonly image: PictureArgument
  readonly references?: readonly PictureArgument[] | undefined
  readonly mask?: PictureArgument | undefined
  readonly strength?: number | undefined
}

/**
 * The words of a picture that is made from one. By instruction, where the model follows instructions and nothing says
 * how much or what is to be painted over: then the picture is the first of the references.
 */
export async function editWords(
  { image, references = [], mask, strength, ...others }: EditArguments,
  call: Pick<Call, 'house' | 'options' | 'caller'>,
): Promise<Readonly<Record<string, unknown>>> {
  const paintsOver = mask !== undefined || strength !== undefined
  const model = await chooseModel(others.model, call, { edits: !paintsOver })
  const words = { ...toWords(await withLoraFiles(others, call)), model }
  const picture = readPicture('image', image, call)
  const further = references.map((one, index) => readPicture(`references.${index}`, one, call))
  if (further.length > 0 || (!paintsOver && (await isEditor(model, call)))) {
    // With a mask beside references the product says what does not go together.
    return given({ ...words, references: [picture, ...further], ...painting(mask, strength, call) })
  }
  return given({ ...words, image: picture, ...painting(mask, strength, call) })
}

const painting = (
  mask: PictureArgument | undefined,
  strength: number | undefined,
  call: Pick<Call, 'house' | 'caller'>,
): Readonly<Record<string, unknown>> => ({
  mask: mask && readPicture('mask', mask, call),
  denoise: strength,
})
