import { DoorError, isPictureModel } from '@darkroom/door-ports'
import type { Call } from '../tool.ts'

/** The names by which models that follow an instruction about pictures are published: FLUX.1 Kontext, FLUX.2, Qwen-Image-Edit. */
const editorNames = /kontext|flux[-_. ]?2|qwen.*edit|image[-_. ]?edit/i

export const isEditor = (filename: string): boolean => editorNames.test(filename)

export interface ModelChoice {
  /** Prefers a model that follows instructions. Default false. */
  readonly edits?: boolean
}

/**
 * The model of a call that names none: the one that was set, else the first of the list; for an edit, the first of those that edit.
 * @throws DoorError 503 where no server has any
 */
export async function chooseModel(
  asked: string | undefined,
  { house, options }: Pick<Call, 'house' | 'options'>,
  { edits = false }: ModelChoice = {},
): Promise<string> {
  if (asked !== undefined) return asked
  const { defaultModel } = options
  const names = (await house.models.list()).filter(isPictureModel).map(({ filename }) => filename)
  const preferred = defaultModel === undefined ? names : [defaultModel, ...names]
  const chosen = (edits ? preferred.find(isEditor) : undefined) ?? preferred[0]
  if (chosen === undefined) {
    throw new DoorError(503, 'comfyui_unavailable', 'No server has a model that makes pictures.', {
      hint: 'A checkpoint has to be put into the folder models/checkpoints of ComfyUI.',
    })
  }
  return chosen
}
