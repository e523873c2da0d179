import { DoorError, isPictureModel, usualModel } from '@darkroom/door-ports'
import type { Call } from '../tool.ts'

/** Names by which models that follow an instruction about pictures are published: FLUX.1 Kontext, FLUX.2, Qwen-Image-Edit. */
const editorNames = /kontext|flux[-_. ]?2(?!\d)|qwen.*edit/i

const hasEditorName = (filename: string): boolean => editorNames.test(filename)

/** Families of which every model does; of FLUX.1 it is Kontext alone. */
const editorFamilies: ReadonlySet<string> = new Set(['flux2', 'qwen-image-edit'])

/** Whether a model follows an instruction about pictures; one that nothing is known of does not. */
export async function isEditor(filename: string, { house }: Pick<Call, 'house'>): Promise<boolean> {
  if (hasEditorName(filename)) return true
  const model = (await house.models.list()).find((one) => one.filename === filename)
  if (model === undefined || !isPictureModel(model)) return false
  const details = await house.models.details(model).catch(() => undefined)
  return details !== undefined && editorFamilies.has(details.family)
}

export interface ModelChoice {
  /** Prefers a model that follows instructions. Default false. */
  readonly edits?: boolean
}

/**
 * The model of a call that names none: the one that was set, else the first of the list; for an edit, the first that is called one that edits.
 * @throws DoorError 503 where no server has any
 */
export async function chooseModel(
  asked: string | undefined,
  { house, options }: Pick<Call, 'house' | 'options'>,
  { edits = false }: ModelChoice = {},
): Promise<string> {
  if (asked !== undefined) return asked
  const { defaultModel } = options
  const models = (await house.models.list()).filter(isPictureModel)
  const usual = defaultModel ?? usualModel(models)?.filename
  const names = models.map(({ filename }) => filename)
  const editor = edits ? [usual ?? '', ...names].find(hasEditorName) : undefined
  const chosen = editor ?? usual
  if (chosen === undefined) {
    throw new DoorError(503, 'comfyui_unavailable', 'No server has a model that makes pictures.', {
      hint: 'A checkpoint has to be put into the folder models/checkpoints of ComfyUI.',
    })
  }
  return chosen
}
