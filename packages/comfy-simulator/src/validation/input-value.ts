import type { InputDefinition } from '../nodes/input-definition.ts'
import { isEqual, PyError, toFloat, toInt } from '../python/convert.ts'
import { repr, str } from '../python/repr.ts'
import {
  getList,
  isDict,
  isList,
  isNumeric,
  isTrue,
  type PyDict,
  type PyValue,
  toNumeric,
} from '../python/value.ts'
import { type ErrorBody, errorBody } from './errors.ts'

/** The longest list of choices that is named in `details` and sent back. */
const longestList = 20

/** The declaration of an input as errors quote it: `[type, options]`. */
export const inputConfig = (input: InputDefinition): PyValue => [input.type, input.options]

/** Converts to the declared type; raises as Python does. */
const convert = (input: InputDefinition, value: PyValue): PyValue => {
  if (input.type === 'INT') return toInt(value)
  if (input.type === 'FLOAT') return toFloat(value)
  if (input.type === 'STRING') return str(value)
  return input.type === 'BOOLEAN' ? isTrue(value) : value
}

const boundError = (input: InputDefinition, value: PyValue): ErrorBody | undefined => {
  if (!isNumeric(value)) return undefined
  const extra = { input_name: input.name, input_config: inputConfig(input), received_value: value }
  const [min, max] = [input.options.get('min'), input.options.get('max')]
  if (isNumeric(min) && toNumeric(value) < toNumeric(min)) {
    const message = `Value ${str(value)} smaller than min of ${str(min)}`
    return errorBody('value_smaller_than_min', message, { details: input.name, extra })
  }
  if (isNumeric(max) && toNumeric(value) > toNumeric(max)) {
    const message = `Value ${str(value)} bigger than max of ${str(max)}`
    return errorBody('value_bigger_than_max', message, { details: input.name, extra })
  }
  return undefined
}

const choicesOf = (
  input: InputDefinition,
  checksComboInputs: boolean,
): readonly PyValue[] | undefined => {
  if (isList(input.type)) return input.type
  return input.type === 'COMBO' && checksComboInputs
    ? (getList(input.options, 'options') ?? [])
    : undefined
}

const choiceError = (
  input: InputDefinition,
  value: PyValue,
  choices: readonly PyValue[] | undefined,
): ErrorBody | undefined => {
  if (choices === undefined || choices.some((choice) => isEqual(choice, value))) return undefined
  const isLong = choices.length > longestList
  const list = isLong ? `(list of length ${choices.length})` : repr([...choices])
  return errorBody('value_not_in_list', 'Value not in list', {
    details: `${input.name}: '${str(value)}' not in ${list}`,
    extra: {
      input_name: input.name,
      input_config: isLong ? null : inputConfig(input),
      received_value: value,
    },
  })
}

/** Checks one literal and replaces it by the converted value. */
export const checkValue = (
  inputs: PyDict,
  input: InputDefinition,
  { hasOwnValidator, checksComboInputs }: { hasOwnValidator: boolean; checksComboInputs: boolean },
): ErrorBody | undefined => {
  const given = inputs.get(input.name) ?? null
  const wrapped = isDict(given) ? given.get('__value__') : undefined
  const literal = wrapped ?? given
  try {
    const value = convert(input, literal)
    inputs.set(input.name, value)
    if (hasOwnValidator) return undefined
    return (
      boundError(input, value) ?? choiceError(input, value, choicesOf(input, checksComboInputs))
    )
  } catch (error) {
    if (!(error instanceof PyError)) throw error
    return errorBody(
      'invalid_input_type',
      `Failed to convert an input value to a ${str(input.type)} value`,
      {
        details: `${input.name}, ${str(literal)}, ${error.message}`,
        extra: {
          input_name: input.name,
          input_config: inputConfig(input),
          received_value: literal,
          exception_message: error.message,
        },
      },
    )
  }
}
