import { type DoorError, hintBeside, type WrongPart } from '@darkroom/door-ports'
import type { CallToolResult } from '@modelcontextprotocol/server'
import { argumentPath } from './argument-path.ts'
import { inToolWords } from './in-tool-words.ts'

/** More would not be read. */
const mostParts = 5

/** A refusal as the result of a tool: a model reads it and mends its call, where an error of the protocol would end the talk. */
export const toErrorResult = (error: DoorError): CallToolResult => ({
  content: [{ type: 'text', text: errorText(error) }],
  isError: true,
})

/** What is wrong and what to do, with names that may have been meant. */
export function errorText(error: DoorError): string {
  const { code, message, parts, retryAfter } = error
  const told = parts.slice(0, mostParts)
  // Of wrong arguments the parts say all, by the names that the arguments have here.
  const isWhole = code === 'invalid_input' && told.length > 0
  const problem = isWhole
    ? told.map(partText)
    : [message, ...told.filter((part) => !message.includes(part.message)).map(partText)]
  const said = [...problem, inToolWords(hintBeside(problem.join(' '), error))]
  const nearest = [...new Set(parts.flatMap((part) => part.nearest ?? []))]
  const unsaid = nearest.filter((name) => !said.some((text) => text.includes(name)))
  const sentences = [
    ...said,
    unsaid.length > 0 ? `Nearest names: ${unsaid.join(', ')}.` : '',
    retryAfter === undefined ? '' : `Try again in ${retryAfter} s.`,
  ]
  return sentences.filter((text) => text !== '').join(' ')
}

const partText = ({ path, message }: WrongPart): string =>
  sentence(`${argumentPath(path)}: ${message}`)

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
