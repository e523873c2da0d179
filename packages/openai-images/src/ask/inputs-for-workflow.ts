import { invalidInput, type Workflow, type WorkflowInput } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import type { GivenPictures, PictureReference } from '../pictures/given-pictures.ts'
import type { AskedWordsOf } from './asked-words.ts'
import { stepsOfQuality } from './steps-of-quality.ts'

export interface InputsForWorkflow {
  readonly workflow: Pick<Workflow, 'name' | 'inputs'>
  readonly quality: string | undefined
  readonly pictures: GivenPictures
  /** Everything that the request says, for inputs of other names. */
  readonly fields: Readonly<Record<string, unknown>>
}

type Values = Readonly<Record<string, unknown>>

/** Fields whose meaning is OpenAI's, whatever inputs a workflow has. */
const ours = new Set(['model', 'n', 'size', 'stream', 'response_format', 'image', 'images', 'mask'])

/** What a workflow is given: words by the role or the key of an input, pictures by theirs, everything else by key. @throws DoorError 400 */
export function inputsForWorkflow(words: AskedWordsOf, asked: InputsForWorkflow): Values {
  const { workflow, fields } = asked
  const { inputs } = workflow
  const byKey = (values: Values): Values =>
    Object.fromEntries(
      inputs.flatMap(({ key }) =>
        values[key] === undefined || values[key] === null ? [] : [[key, values[key]]],
      ),
    )
  const others = Object.fromEntries(Object.entries(fields).filter(([name]) => !ours.has(name)))
  return {
    ...byKey(others),
    ...(isRecord(fields.inputs) ? fields.inputs : {}),
    ...byWord(words, asked),
    ...byPicture(asked),
  }
}

function byWord(
  { size, loras, guidance_scale: scale, ...words }: AskedWordsOf,
  asked: InputsForWorkflow,
): Values {
  const { inputs } = asked.workflow
  const usual = findInput('steps', inputs)?.default
  const known = typeof usual === 'number' ? usual : undefined
  const values: Values = {
    ...words,
    cfg: words.cfg ?? scale,
    guidance: words.guidance ?? scale,
    steps: words.steps ?? stepsOfQuality(asked.quality, known),
    width: size?.width,
    height: size?.height,
    loras: loras.length === 0 ? undefined : loras,
  }
  return Object.fromEntries(
    Object.entries(values).flatMap(([word, value]) => {
      const input = findInput(word, inputs)
      return input === undefined || value === undefined ? [] : [[input.key, value]]
    }),
  )
}

/** The input of a word: of its role, else of its name. A prompt may go into the only text that there is. */
function findInput(word: string, inputs: readonly WorkflowInput[]): WorkflowInput | undefined {
  const found = inputs.find(({ role }) => role === word) ?? inputs.find(({ key }) => key === word)
  if (found !== undefined || word !== 'prompt') return found
  const texts = inputs.filter(({ type }) => type === 'text')
  return texts.length === 1 ? texts[0] : undefined
}

const isMask = ({ role, type }: WorkflowInput): boolean => type === 'mask' || role === 'mask'

function byPicture({ workflow, pictures: { images, mask } }: InputsForWorkflow): Values {
  const places = workflow.inputs.filter((input) => input.type === 'image' && !isMask(input))
  const main = places.filter(({ role }) => role === 'image' || role === 'start_image')
  const ordered = [...main, ...places.filter((place) => !main.includes(place))]
  const list = workflow.inputs.find(({ type }) => type === 'images')
  const taken = images.slice(0, ordered.length)
  const rest = images.slice(ordered.length)
  if (rest.length > 0 && list === undefined) {
    throw invalidInput(
      'image',
      `has no place: the workflow ${workflow.name} takes ${amount(ordered.length)}`,
    )
  }
  const values: [string, PictureReference | readonly PictureReference[]][] = taken.map(
    (image, index) => [ordered[index]?.key ?? '', image],
  )
  if (list !== undefined && rest.length > 0) values.push([list.key, rest])
  if (mask === undefined) return Object.fromEntries(values)
  const hasMode = workflow.inputs.some(({ key }) => key === 'mask_mode')
  return {
    ...Object.fromEntries(values),
    [maskPlace(workflow).key]: mask,
    ...(hasMode ? { mask_mode: 'transparent' } : {}),
  }
}

const amount = (count: number): string =>
  count === 0 ? 'no pictures' : `${count} ${count === 1 ? 'picture' : 'pictures'}`

function maskPlace({ name, inputs }: InputsForWorkflow['workflow']): WorkflowInput {
  const place = inputs.find(isMask)
  if (place !== undefined) return place
  throw invalidInput('mask', `has no place: the workflow ${name} takes none`)
}
