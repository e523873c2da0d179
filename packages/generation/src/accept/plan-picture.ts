import { nearestNames } from '@darkroom/foundation'
import { foundRecipeSchema, recipeSchema } from '@darkroom/recipe'
import {
  detectFamily,
  findFamily,
  type ModelFamily,
  type ModelVariant,
  type Task,
  tasks,
  textToImageWords,
} from '@darkroom/workflow-builder'
import { InvalidRequestError } from '../errors.ts'
import type { JobRequest } from '../job/job-request.ts'
import { companionLists } from '../models/companion-lists.ts'
import { stableDiffusion } from '../models/model-family.ts'
import {
  type PictureModel,
  type PictureModels,
  pictureModelNames,
} from '../models/picture-models.ts'
import type { ServerCatalog } from '../servers/server-catalog.ts'
import type { ServerLink } from '../servers/server-link.ts'
import type { WorkflowRegistry } from '../workflows/workflow-registry.ts'
import { noServerHas } from './check-inputs.ts'
import { chooseFiles, type FileServer } from './choose-files.ts'
import { askedFiles, findLarger, findPictureFiles } from './find-files.ts'

export interface PictureParts {
  readonly models: PictureModels
  readonly workflows: WorkflowRegistry
}

/** A job that says what is to be done; the family of its model decides by which workflow. */
export const isTask = (workflow: string): workflow is Task =>
  tasks.some((task) => task === workflow)

/** The words that a text to image of a checkpoint of Stable Diffusion has had from the start. */
const plainWords: ReadonlySet<string> = new Set([...Object.keys(textToImageWords), 'batch_size'])

/** Whether the job has nothing in it but those words. */
export const isPlain = ({ workflow, inputs }: JobRequest): boolean =>
  workflow === 'text-to-image' && Object.keys(inputs).every((word) => plainWords.has(word))

/** Whether a checkpoint keeps the defaults that there were before families had some. */
const isStableDiffusion = (family: ModelFamily | undefined): boolean =>
  family === undefined || stableDiffusion.has(family.id)

/** Whether the name of its model alone says that it is a plain text to image of a checkpoint, as far as a name can. */
export const isForetold = (job: JobRequest): boolean =>
  isPlain(job) &&
  typeof job.inputs.model === 'string' &&
  isStableDiffusion(detectFamily({ name: job.inputs.model })?.family)

/**
 * The job with the workflow of its model's family, and with the files that the model needs beside it.
 * @throws InvalidRequestError, MissingFilesError
 */
export async function planPicture<T extends JobRequest>(
  job: T,
  catalogs: ReadonlyMap<ServerLink, ServerCatalog>,
  { models, workflows }: PictureParts,
): Promise<T> {
  const { workflow: task, inputs } = job
  if (task === 'upscale' && inputs.model === undefined) return planLarger(job, catalogs)
  if (!isTask(task) || typeof inputs.model !== 'string') return job
  // The usual job waits for no server: one that hangs must not hold it up.
  const model = await models.find(
    inputs.model,
    catalogs,
    ({ family }) => isPlain(job) && isStableDiffusion(family),
  )
  if (model === undefined) throw noModel(inputs.model, catalogs)
  const isUsual = model.folder === 'checkpoints' && isStableDiffusion(model.family?.family)
  if (isUsual && isPlain(job)) return job
  const { family, variant } = model.family ?? guess(model)
  const workflow = `${task}-${family.id}`
  if (!workflows.has(workflow)) throw cannot(variant, task)
  const named = { ...given(inputs), model: model.name, model_folder: model.folder }
  const asked = askedFiles(task, inputs)
  const files = chooseFiles(
    model.servers.map(toFileServer),
    (lists) => findPictureFiles(variant, lists, { named, asked }),
    { model: model.name },
  )
  const own = { model_folder: model.folder, variant: variant.id, ...files }
  const usual = isUsual && task === 'text-to-image' ? usualWords : {}
  return { ...job, workflow, inputs: { ...usual, ...inputs, ...own } }
}

/** A picture that is made larger by a model for that, and by none that paints. */
function planLarger<T extends JobRequest>(
  job: T,
  catalogs: ReadonlyMap<ServerLink, ServerCatalog>,
): T {
  const { upscale } = askedFiles(job.workflow, job.inputs)
  const files = chooseFiles(
    [...catalogs].map(toFileServer),
    (lists) => findLarger(lists, upscale),
    {},
  )
  return { ...job, inputs: { ...job.inputs, ...files } }
}

const toFileServer = ([{ name, available }, catalog]: readonly [
  ServerLink,
  ServerCatalog,
]): FileServer => ({ name, lists: companionLists(catalog), isAvailable: available })

const { steps, cfg, sampler, scheduler, resolution } = recipeSchema.parse({
  prompt: '-',
  model: '-',
})
const usualWords = { steps, cfg, sampler, scheduler, resolution }

/** The companions that the caller names. */
const given = (inputs: JobRequest['inputs']) =>
  foundRecipeSchema.pick({ vae: true, text_encoders: true }).safeParse(inputs).data ?? {}

/** Any checkpoint that tells nothing else is taken for Stable Diffusion. */
function guess({ name, folder }: PictureModel): {
  readonly family: ModelFamily
  readonly variant: ModelVariant
} {
  const family = folder === 'checkpoints' ? findFamily('sdxl') : undefined
  if (family !== undefined) return { family, variant: family.variants[0] }
  throw new InvalidRequestError(
    `model: neither header nor folder nor name tell the family of ${JSON.stringify(name)}; put it into a folder that is named for its family, such as diffusion_models/flux1`,
    { field: 'model' },
  )
}

const cannot = ({ title, cannot: reasons }: ModelVariant, task: Task): InvalidRequestError =>
  new InvalidRequestError(
    `model: cannot be used for this: ${reasons[task] ?? `${title} cannot do ${task}.`}`,
    { field: 'model' },
  )

const noModel = (
  name: string,
  catalogs: ReadonlyMap<ServerLink, ServerCatalog>,
): InvalidRequestError =>
  noServerHas(
    { path: ['model'], kind: 'model', nodeClass: 'CheckpointLoaderSimple', name },
    nearestNames(name, pictureModelNames(catalogs.values())),
  )
