import { DoorError, type House, type Job } from '@darkroom/door-ports'
import { readFound } from '@darkroom/recipe'
import { failureOf, picturesOf, pngOf, toBase64 } from './made-pictures.ts'
import { withParameters } from './png-text.ts'
import type { Processing } from './processing-schema.ts'
import type { Run } from './runs.ts'
import { toInfo } from './to-info.ts'

type Parts = Pick<House, 'pictures' | 'version'>

export interface Answer {
  readonly images: readonly string[]
  readonly parameters: Readonly<Record<string, unknown>>
  /** JSON. */
  readonly info: string
}

/** The defaults of A1111 for what an answer repeats of its request. */
const defaults = {
  negative_prompt: '',
  styles: null,
  seed: -1,
  subseed: -1,
  subseed_strength: 0,
  sampler_name: null,
  sampler_index: 'Euler',
  scheduler: null,
  batch_size: 1,
  n_iter: 1,
  steps: null,
  cfg_scale: null,
  width: null,
  height: null,
  override_settings: {},
  send_images: true,
  alwayson_scripts: {},
}

/** The request again, as A1111 does; its pictures only where they are wanted. */
function parametersOf(asked: Processing): Readonly<Record<string, unknown>> {
  const isImageToImage = asked.init_images !== undefined
  const pictures =
    isImageToImage && asked.include_init_images !== true ? { init_images: null, mask: null } : {}
  const { alwayson_scripts: _, ...rest } = asked
  return { ...defaults, ...rest, ...pictures }
}

/** Why there are no jobs to tell of. */
const lost = (): DoorError =>
  new DoorError(500, 'lost', 'The jobs of this request are no longer known.')

/**
 * What A1111 answers once its jobs have ended. Of a request that was interrupted, what was finished before; without
 * pictures if that is nothing, for clients take an empty list better than an error. @throws DoorError
 */
export async function answerRun(
  { words: put, warnings }: Run,
  jobs: readonly Job[],
  { asked, house }: { readonly asked: Processing; readonly house: Parts },
): Promise<Answer> {
  const made = picturesOf(jobs)
  const failure = failureOf(jobs)
  if (made.length === 0 && failure !== undefined) throw failure
  const missing = failure === undefined ? [] : [`Not all were made: ${failure.message}`]
  const [first, ...others] =
    made.length > 0 ? made : jobs.map((job) => ({ job, width: undefined, height: undefined }))
  if (first === undefined) throw lost()
  const info = toInfo([first, ...others], {
    asked,
    words: readFound(put),
    warnings: [...warnings, ...missing],
    version: house.version,
  })
  const wanted = asked.send_images === false ? [] : made
  const images = await Promise.all(
    wanted.map(async (picture, index) =>
      toBase64(withParameters(await pngOf(picture, house), info.infotexts[index] ?? '')),
    ),
  )
  return { images, parameters: parametersOf(asked), info: JSON.stringify(info) }
}
