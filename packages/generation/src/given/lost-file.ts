import type { ComfyValidationError, ExecutionFailure } from '@darkroom/comfy-client'

/** What a server says of a file that it was given. */
export interface AboutFile {
  readonly name: string
  /** It sounds as if the file were not there. */
  readonly isMissing: boolean
}

/**
 * The file of these names that a refusal is about; undefined when it is about something else. Loaders say it in their own ways:
 * LoadImage `image - Invalid image file: a.png`, those with a list `value_not_in_list`.
 */
export function fileInRefusal(
  { nodeErrors }: Pick<ComfyValidationError, 'nodeErrors'>,
  names: readonly string[],
): AboutFile | undefined {
  for (const { errors } of Object.values(nodeErrors)) {
    for (const { type, details, message, receivedValue } of errors) {
      const said = [message, details, toText(receivedValue)].join(' ')
      const name = names.find((one) => said.includes(one))
      if (name === undefined) continue
      return {
        name,
        isMissing: type === 'value_not_in_list' || type === 'custom_validation_failed',
      }
    }
  }
  return undefined
}

/** Numbers of many digits among it are texts here, for JSON has none of them. */
const toText = (value: unknown): string =>
  JSON.stringify(value ?? '', (_, one) => (typeof one === 'bigint' ? String(one) : one))

/** The same for a node that failed: it names the file, or was to read it. */
export function fileInFailure(
  { exceptionType, exceptionMessage, inputs }: ExecutionFailure,
  names: readonly string[],
): AboutFile | undefined {
  const given = Object.values(inputs)
  const name = names.find(
    (one) => exceptionMessage.includes(one) || given.some((value) => value.includes(one)),
  )
  if (name === undefined) return undefined
  return { name, isMissing: /FileNotFoundError$/.test(exceptionType) }
}
