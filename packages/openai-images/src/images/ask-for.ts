import type { AskedJob, Caller, House, Model, ModelDetails } from '@darkroom/door-ports'
import { type Methods, toWords } from '../ask/asked-words.ts'
import { inputsForWorkflow } from '../ask/inputs-for-workflow.ts'
import { namedLoras } from '../ask/read-loras.ts'
import { isPlainQuality } from '../ask/steps-of-quality.ts'
import { wordsForModel } from '../ask/words-for-model.ts'
import { chooseTarget } from '../models/choose-target.ts'
import type { Target } from '../models/model-ids.ts'
import type { OpenAiImagesOptions } from '../options.ts'
import { givePictures } from '../pictures/given-pictures.ts'
import type { ImagesRequest } from './read-images-request.ts'

export interface AskedFor {
  readonly asked: AskedJob
  readonly target: Target
}

export interface AskOptions {
  readonly house: Pick<House, 'models' | 'workflows' | 'pictures'>
  readonly options: OpenAiImagesOptions
  readonly caller: Caller
}

/** What is asked of the house for a request, once its pictures are there. @throws DoorError */
export async function askFor(
  request: ImagesRequest,
  { house, options, caller }: AskOptions,
): Promise<AskedFor> {
  const { kind, asked, sent, fields } = request
  const { defaultModel, defaultEditModel = defaultModel } = options
  const models = await house.models.list()
  const standard = kind.needsImage ? defaultEditModel : defaultModel
  const target = await chooseTarget(asked.model, { house, models, standard })
  const said = toWords(asked, await methodsFor(request, house))
  const words = { ...said, loras: namedLoras(said.loras, models) }
  const { quality } = asked
  const pictures = await givePictures(sent, { pictures: house.pictures, signal: caller.signal })
  switch (target.kind) {
    case 'model': {
      const model = await detailsFor(target.model, request, house)
      const of = wordsForModel(words, { model, quality, pictures })
      return { target, asked: { words: of, literal: asked.wildcards !== true } }
    }
    case 'workflow': {
      const { workflow } = target
      const inputs = inputsForWorkflow(words, { workflow, quality, pictures, fields })
      return { target, asked: { workflow: workflow.name, inputs } }
    }
  }
}

/** The names of methods, where one was said. */
const methodsFor = async (
  { asked }: ImagesRequest,
  { models }: AskOptions['house'],
): Promise<Methods> =>
  asked.sampler === undefined && asked.sampler_name === undefined && asked.scheduler === undefined
    ? { samplers: [], schedulers: [] }
    : await models.samplers()

/** What is known of a model, where it matters: it may have to be asked of a server. */
const detailsFor = async (
  model: Model,
  { asked, sent }: ImagesRequest,
  { models }: AskOptions['house'],
): Promise<Pick<ModelDetails, 'filename' | 'recommended' | 'cannot'>> =>
  sent.images.length > 0 || !isPlainQuality(asked.quality) || asked.guidance_scale !== undefined
    ? await models.details(model)
    : model
