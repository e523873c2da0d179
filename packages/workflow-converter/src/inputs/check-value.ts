import { matchName } from '@darkroom/comfy-graph'
import {
  didYouMean,
  exactDigits,
  type Json,
  nearestNames,
  parseExactJson,
} from '@darkroom/foundation'
import { isFile } from './finish-draft.ts'
import { isLoraList, longestLoraList, toLora } from './lora-list.ts'
import type { InputChoice, WorkflowInput } from './workflow-input.ts'

export type InputProblemCode =
  | 'unknown_input'
  | 'missing_input'
  | 'set_twice'
  | 'wrong_type'
  | 'too_small'
  | 'too_large'
  | 'not_a_choice'
  | 'mask_in_image'

/** Why a value cannot be set: a sentence and its facts. */
export interface InputProblem {
  readonly key: string
  readonly code: InputProblemCode
  readonly message: string
  /** The names or choices that may have been meant. */
  readonly nearest: readonly string[]
}

export type Checked =
  | { readonly value: Json; readonly problem?: undefined }
  | { readonly problem: InputProblem }

/** A value as an input's place takes it, or why it does not. What the workflow was saved with is always taken. */
export function checkValue(input: WorkflowInput, given: unknown): Checked {
  if (isEqual(given, input.default)) return { value: input.default ?? null }
  switch (input.type) {
    case 'text':
      return typeof given === 'string' ? { value: given } : wrongType(input, given, 'a text')
    case 'boolean':
      return typeof given === 'boolean'
        ? { value: given }
        : wrongType(input, given, 'true or false')
    case 'number':
      return typeof given === 'number' && Number.isFinite(given)
        ? bounded(input, given)
        : wrongType(input, given, 'a number')
    case 'integer':
    case 'seed':
      return checkInteger(input, given)
    case 'lora':
      return isLoraList(input) ? checkLoras(input, given) : checkChoice(input, given)
    case 'choice':
    case 'model':
      return checkChoice(input, given)
    case 'image':
    case 'mask':
    case 'images':
    case 'video':
    case 'audio':
      return checkFile(input, given)
  }
}

const isEqual = (given: unknown, saved: Json | undefined): boolean =>
  saved !== undefined &&
  (given === saved ||
    (exactDigits(given) !== undefined && exactDigits(given) === exactDigits(saved)))

function problem(
  { key }: WorkflowInput,
  code: InputProblemCode,
  what: string,
  nearest: readonly string[] = [],
): { readonly problem: InputProblem } {
  return { problem: { key, code, message: `"${key}" ${what}${didYouMean(nearest)}`, nearest } }
}

const wrongType = (input: WorkflowInput, given: unknown, wanted: string): Checked =>
  problem(input, 'wrong_type', `must be ${wanted}, not ${shown(given)}`)

/** A value in a message, not longer than people read. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null && exactDigits(value) === undefined) {
    return 'an object'
  }
  const text =
    typeof value === 'string' ? JSON.stringify(value) : String(exactDigits(value) ?? value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

/** Whole numbers keep every digit: they may be numbers, digits as text, or exact JSON. */
function checkInteger(input: WorkflowInput, given: unknown): Checked {
  const digits = digitsOf(given)
  if (digits === undefined) return wrongType(input, given, 'a whole number')
  const whole = BigInt(digits)
  const exact = exactNumber(digits)
  if (input.minimum !== undefined && whole < floorOf(input.minimum)) return tooSmall(input, digits)
  if (input.maximum !== undefined && whole > floorOf(input.maximum)) return tooLarge(input, digits)
  return { value: exact }
}

function digitsOf(given: unknown): string | undefined {
  if (typeof given === 'bigint') return String(given)
  if (typeof given === 'number') return Number.isSafeInteger(given) ? String(given) : undefined
  if (typeof given === 'string') return /^-?\d{1,25}$/.test(given) ? given : undefined
  return exactDigits(given)
}

/** A number of JSON that keeps its digits. */
function exactNumber(digits: string): Json {
  const number = Number(digits)
  if (Number.isSafeInteger(number)) return number
  const exact = parseExactJson(String(BigInt(digits)))
  return isNumeric(exact) ? exact : number
}

const isNumeric = (value: unknown): value is Json =>
  typeof value === 'number' || exactDigits(value) !== undefined

/** The limit as a whole number. That of a seed, 2^64−1, is 2^64 when it was read as a number. */
const floorOf = (limit: number): bigint =>
  limit === 2 ** 64 ? 2n ** 64n - 1n : BigInt(Math.trunc(limit))

const bounded = (input: WorkflowInput, value: number): Checked => {
  if (input.minimum !== undefined && value < input.minimum) return tooSmall(input, value)
  if (input.maximum !== undefined && value > input.maximum) return tooLarge(input, value)
  return { value }
}

const tooSmall = (input: WorkflowInput, value: unknown): Checked =>
  problem(input, 'too_small', `must be at least ${input.minimum}, not ${value}`)

const tooLarge = (input: WorkflowInput, value: unknown): Checked =>
  problem(input, 'too_large', `must be at most ${input.maximum}, not ${value}`)

function checkChoice(input: WorkflowInput, given: unknown): Checked {
  const { choices = [] } = input
  if (!isChoice(given)) return wrongType(input, given, 'one of its choices')
  if (choices.length === 0 || choices.includes(given)) return { value: given }
  const names = choices.map(String)
  const match = matchName(String(given), names)
  const found = match === undefined ? undefined : choices[names.indexOf(match)]
  if (found !== undefined) return { value: found }
  const nearest = nearestNames(String(given), names)
  const what = `has no choice ${shown(given)}`
  return problem(input, 'not_a_choice', what, nearest)
}

function checkLoras(input: WorkflowInput, given: unknown): Checked {
  const most = longestLoraList(input)
  const loras = Array.isArray(given) && given.length <= most ? given.map(toLora) : [undefined]
  const names: Json[] = []
  for (const lora of loras) {
    if (lora === undefined) {
      const wanted = `a list of at most ${most}, each {"name", "strength_model"?, "strength_clip"?}`
      return wrongType(input, given, wanted)
    }
    const checked = checkChoice(input, lora.name)
    if (checked.problem !== undefined) return checked
    names.push(checked.value)
  }
  return { value: loras.map((lora, index) => ({ ...lora, name: names[index] ?? '' })) }
}

const isChoice = (value: unknown): value is InputChoice =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

function checkFile(input: WorkflowInput, given: unknown): Checked {
  if (input.targets.some(({ channel }) => channel === 'alpha')) {
    return problem(
      input,
      'mask_in_image',
      'is the transparency of the picture: put it into the picture, and set that',
    )
  }
  if (input.type === 'images' && Array.isArray(given) && given.every(isName)) {
    const { length } = input.targets
    if (length < 2) return { value: { __value__: given } }
    return given.length > 0 && given.length <= length
      ? { value: given }
      : wrongType(input, given, `a list of 1 to ${length} pictures`)
  }
  return isName(given) && isFile(input.type)
    ? { value: given }
    : wrongType(input, given, 'the name of a file on the server')
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== ''
