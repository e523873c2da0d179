import { DoorError, invalidInput, type Workflow } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { chooseModel } from '../models/choose-model.ts'
import { type PictureArgument, pictureArgument } from '../pictures/picture-argument.ts'
import { readPicture, referenceContext } from '../pictures/read-picture.ts'
import type { Call } from '../tool.ts'
import { knownWorkflow } from '../workflows/known-workflow.ts'
import { withReferences } from '../workflows/to-inputs.ts'
import type { PaintArguments } from './recipe-arguments.ts'
import { given, toWords } from './to-words.ts'
import { withLoraFiles } from './with-lora-files.ts'

export interface BatchArguments extends Omit<PaintArguments, 'seed'> {
  readonly items?: readonly (string | Readonly<Record<string, unknown>>)[] | undefined
  readonly matrix?: Readonly<Record<string, readonly unknown[]>> | undefined
  readonly count?: number | undefined
  readonly prompt?: string | undefined
  readonly image?: PictureArgument | undefined
  readonly strength?: number | undefined
  readonly workflow?: string | undefined
  readonly inputs?: Readonly<Record<string, unknown>> | undefined
  readonly seed_mode?: string | undefined
  readonly base_seed?: number | undefined
  readonly idempotency_key?: string | undefined
}

type Where = Pick<Call, 'house' | 'options' | 'caller'>

/** Arguments as the body of `POST /api/batch`. @throws DoorError */
export async function batchBody(
  args: BatchArguments,
  call: Where,
): Promise<Readonly<Record<string, unknown>>> {
  const { items, matrix, count, image, strength, workflow, inputs, ...others } = args
  const { seed_mode, base_seed, idempotency_key: _, ...said } = others
  const words = await withLoraFiles(said, call)
  const ways = [items, matrix, count].filter((way) => way !== undefined)
  if (ways.length !== 1) {
    throw new DoorError(400, 'invalid_input', 'Give one of items, matrix and count.')
  }
  const lists = items === undefined ? matrix : listOf(items)
  const shared = { batch_count: count, seed_mode, base_seed }
  if (workflow !== undefined) {
    const known = await knownWorkflow(workflow, call)
    const taken = inputs && withReferences(inputs, known, (path) => referenceContext(path, call))
    return given({
      ...toWords(words),
      ...shared,
      workflow: known.name,
      inputs: taken,
      matrix: lists && listsOfPictures(lists, known, call),
    })
  }
  const model =
    lists !== undefined && 'model' in lists ? undefined : await chooseModel(words.model, call)
  return given({
    ...toWords(words),
    ...shared,
    model,
    image: image && readPicture('image', image, call),
    denoise: strength,
    matrix: lists && inWords(lists, call),
  })
}

const listsOfPictures = (lists: Lists, workflow: Workflow, call: Where): Lists =>
  Object.fromEntries(
    Object.entries(lists).map(([key, values]) => [
      key,
      values.map((value) => {
        const one = withReferences({ [key]: value }, workflow, (path) =>
          referenceContext(path, call),
        )
        return one[key]
      }),
    ]),
  )

type Lists = Readonly<Record<string, readonly unknown[]>>

/** Items as the values of the one word in which they differ. */
function listOf(items: NonNullable<BatchArguments['items']>): Lists {
  const objects = items.map((item) => (typeof item === 'string' ? { prompt: item } : item))
  const [word, ...others] = new Set(objects.flatMap((item) => Object.keys(item)))
  if (word === undefined) throw invalidInput('items', 'must not be empty')
  const isWhole = objects.every((item) => word in item)
  if (others.length > 0 || !isWhole) {
    throw new DoorError(400, 'invalid_input', `items differ in ${[word, ...others].join(', ')}.`, {
      hint: 'They can differ in one word: give words that are the same for all beside items, use matrix for every combination, or call generate_image with wait_seconds 0 for each.',
    })
  }
  return { [word]: objects.map((item) => item[word]) }
}

/** Lists of arguments as lists of words. */
function inWords(lists: Lists, call: Where): Lists {
  const entries = Object.entries(lists).map(([argument, values]) => {
    const word = argument === 'strength' ? 'denoise' : argument
    const path = (index: number) => `matrix.${argument}.${index}`
    return [word, values.map((value, index) => wordValue(word, value, { path: path(index), call }))]
  })
  return Object.fromEntries(entries)
}

const pictureWords: ReadonlySet<string> = new Set(['image', 'mask'])

function wordValue(
  word: string,
  value: unknown,
  { path, call }: { readonly path: string; readonly call: Where },
): unknown {
  if (word === 'loras' && Array.isArray(value)) {
    return value.map(toLoraWord)
  }
  if (!pictureWords.has(word)) return value
  const argument = pictureArgument.safeParse(value)
  if (!argument.success) throw invalidInput(path, 'must be a picture')
  return readPicture(path, argument.data, call)
}

function toLoraWord(lora: unknown): unknown {
  if (typeof lora === 'string') return { name: lora }
  if (!isRecord(lora) || !('strength' in lora)) return lora
  const { strength, ...others } = lora
  return { ...others, strength_model: strength }
}
