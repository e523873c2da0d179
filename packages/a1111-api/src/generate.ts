import { createHash } from 'node:crypto'
import { type Caller, DoorError, type House, type Model } from '@darkroom/door-ports'
import { toCanonicalJson } from '@darkroom/foundation'
import { type Answer, answerRun } from './answer-run.ts'
import { withInfotext } from './apply-infotext.ts'
import { awaitRun, isGood } from './await-run.ts'
import { type ChosenModel, checkpointNamed } from './chosen-model.ts'
import type { Orphans } from './orphans.ts'
import { takePicture } from './picture-text.ts'
import type { Processing } from './processing-schema.ts'
import type { Run, Runs } from './runs.ts'
import { controlUnits, unitPicture } from './to-control.ts'
import { type GivenPictures, toWords } from './to-words.ts'
import { wrongField } from './wrong-field.ts'

export interface GenerateParts {
  readonly house: Pick<House, 'jobs' | 'pictures' | 'models' | 'version'>
  readonly runs: Runs
  readonly orphans: Orphans<Run>
  readonly chosen: ChosenModel
  readonly randomSeed: () => number
}

/** Answers `txt2img` or `img2img`. @throws DoorError, CallerGoneError */
export async function generate(
  sent: Processing,
  caller: Caller,
  parts: GenerateParts,
): Promise<Answer> {
  const { house } = parts
  const asked = withInfotext(sent)
  const models = await house.models.list()
  const model = modelOf(asked, { caller, models, chosen: parts.chosen })
  const key = keyOf(caller, { ...asked, force_task_id: undefined, model })
  const run = joined(asked, { caller, key, parts }) ?? (await begin())
  return await answerRun(run, await awaitRun(run, caller, parts), { asked, house })

  async function begin(): Promise<Run> {
    // Names are looked at before pictures are kept.
    toWords(asked, { model, models, pictures: placeholders(asked) })
    const pictures = await takePictures(asked, { caller, house })
    const { words, count, warnings } = toWords(asked, { model, models, pictures })
    const seed = words.seed === -1 ? parts.randomSeed() : words.seed
    const task = asked.force_task_id
    return await parts.runs.start({ words: { ...words, seed }, count, warnings, task, key }, caller)
  }
}

/** Hash of who asks, and of all that is asked for. */
export const keyOf = ({ client }: Caller, asked: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(toCanonicalJson({ client, asked })).digest('hex')

/** What runs already for this request: under the client's own id for it, or because its first connection was lost. */
function joined(
  { force_task_id: task }: Processing,
  {
    caller,
    key,
    parts: { runs, orphans, house },
  }: { readonly caller: Caller; readonly key: string; readonly parts: GenerateParts },
): Run | undefined {
  const same = task
    ? runs.open().find((run) => run.task === task && run.client === caller.client)
    : undefined
  if (same !== undefined && same.key !== key) {
    throw new DoorError(409, 'conflict', `The task ${task} runs already, and is another request.`)
  }
  return same ?? orphans.claim(key, (run) => isGood(run, house))
}

function modelOf(
  { override_settings: settings = {} }: Processing,
  {
    caller,
    models,
    chosen,
  }: { readonly caller: Caller; readonly models: readonly Model[]; readonly chosen: ChosenModel },
): string {
  const name = settings.sd_model_checkpoint
  const model =
    typeof name === 'string' && name.trim() !== ''
      ? checkpointNamed(name, models)
      : chosen.of(caller.client, models)
  if (model !== undefined) return model.filename
  throw new DoorError(503, 'no_model', 'No server has a checkpoint.', {
    hint: 'Put one into the models folder of a ComfyUI, and refresh the checkpoints.',
  })
}

const pictureOf = ({ init_images: images }: Processing): string | undefined => {
  if (images === undefined) return undefined
  const [image, ...others] = images
  if (image === undefined) throw wrongField('init_images', 'must have a picture')
  if (others.length > 0) throw wrongField('init_images', 'must have one picture')
  return image
}

/** Pictures of a request as if they were kept, for looking at its words alone. */
function placeholders(asked: Processing): GivenPictures {
  const reference = 'https://pictures.invalid/'
  return {
    image: pictureOf(asked) === undefined ? undefined : { reference },
    mask: asked.mask ? { reference } : undefined,
    controls: controlUnits(asked.alwayson_scripts).map((unit) =>
      unitPicture(unit) === undefined ? undefined : { reference },
    ),
  }
}

async function takePictures(
  asked: Processing,
  { caller, house }: { readonly caller: Caller; readonly house: Pick<House, 'pictures'> },
): Promise<GivenPictures> {
  const { signal } = caller
  const take = async (text: string | undefined, field: string) =>
    text ? await takePicture(house.pictures, text, { field, signal }) : undefined
  const units = controlUnits(asked.alwayson_scripts)
  const controls = units.map((unit) => take(unitPicture(unit), `${unit.at}.image`))
  const [image, mask, ...rest] = await Promise.all([
    take(pictureOf(asked), 'init_images.0'),
    take(asked.mask, 'mask'),
    ...controls,
  ])
  return { image, mask, controls: rest }
}
