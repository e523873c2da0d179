import { extname } from 'node:path'
import { fileNameProblem, isReservedFileName } from '@darkroom/foundation'
import { fileExtensions } from '@darkroom/media-container'
import { InvalidWorkflowNameError } from './errors.ts'

/** What the edits of a workflow are called after its name. */
const editsStem = '.inputs'
const editsEnding = `${editsStem}.json`
const appEnding = '.app'
/** Bytes of a name; with every ending it stays below the 143 that encrypting file systems take. */
const longestName = 120

/** The name of the workflow in a file; undefined for a file that is none. */
export function workflowNameOf(file: string): string | undefined {
  if (file.startsWith('.') || file.endsWith(editsEnding)) return undefined
  const extension = extname(file)
  const kind = extension.slice(1).toLowerCase()
  if (kind !== 'json' && !fileExtensions.has(kind)) return undefined
  const stem = file.slice(0, -extension.length)
  const name = kind === 'json' && stem.endsWith(appEnding) ? stem.slice(0, -appEnding.length) : stem
  // Under such a name, what is written would be another file.
  const isOther = name.endsWith(appEnding) || name.endsWith(editsStem)
  return name === '' || isOther ? undefined : name.normalize('NFC')
}

export const editsFileOf = (name: string): string => `${name}${editsEnding}`

/** The name of the workflow whose edits are in a file; undefined for a file of another kind. */
export const editedNameOf = (file: string): string | undefined =>
  file.endsWith(editsEnding) ? file.slice(0, -editsEnding.length).normalize('NFC') : undefined

/**
 * Checks the name of a workflow that is to be written.
 * @throws InvalidWorkflowNameError
 */
export function checkName(name: string): void {
  const problem = problemOf(name)
  if (problem !== undefined) throw new InvalidWorkflowNameError(name, problem)
}

function problemOf(name: string): string | undefined {
  if (Buffer.byteLength(name) > longestName) return 'is too long'
  if (name !== name.normalize('NFC')) return 'is not composed (Unicode NFC)'
  if (name.startsWith('.')) return 'begins with a dot, which hides a file'
  if (name.endsWith(appEnding) || name.endsWith(editsStem)) return 'ends as a file of another kind'
  if (isReservedFileName(name)) return 'is one that Windows reserves'
  return fileNameProblem(name) ?? fileNameProblem(`${name}.json`)
}
