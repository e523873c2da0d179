import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parseExactJson } from '@darkroom/foundation'
import { type ByteSource, readEmbeddedGraphs } from '@darkroom/media-container'
import { FileError, openProblem } from './file-error.ts'

/** The longest JSON: more than any workflow or `object_info` has. */
const longestJson = 256 * 1024 * 1024

/** The JSON in a file, or the workflow or prompt that ComfyUI put into a picture, video or sound. Throws a FileError. */
export const readSource = (path: string): unknown =>
  withFile(path, (source) => {
    if (looksLikeJson(source)) return parse(textOf(source))
    const { workflow, prompt } = readEmbeddedGraphs(source)
    const graph = workflow ?? prompt
    if (graph === undefined)
      throw new FileError('it is neither JSON nor a file with a workflow of ComfyUI in it')
    return parse(graph)
  })

export const readJson = (path: string): unknown => withFile(path, (source) => parse(textOf(source)))

function withFile<T>(path: string, use: (source: ByteSource) => T): T {
  const descriptor = open(path)
  try {
    return use(createFileSource(descriptor))
  } catch (error) {
    if (error instanceof FileError) throw error
    throw new FileError(openProblem(error), { cause: error })
  } finally {
    closeSync(descriptor)
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (error) {
    throw new FileError(openProblem(error), { cause: error })
  }
}

const createFileSource = (descriptor: number): ByteSource => ({
  size: fstatSync(descriptor).size,
  read(offset, length) {
    const bytes = new Uint8Array(length)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset))
  },
})

/** Whether the first letter opens an object; a byte order mark and spaces may stand before it. */
const looksLikeJson = (source: ByteSource): boolean =>
  /^\uFEFF?\s*[{[]/.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(source.read(0, 64)))

function textOf(source: ByteSource): string {
  if (source.size > longestJson) throw new FileError('it is too large for a workflow')
  return new TextDecoder().decode(source.read(0, source.size))
}

function parse(text: string): unknown {
  try {
    return parseExactJson(text)
  } catch (cause) {
    const isDeep = cause instanceof RangeError
    throw new FileError(isDeep ? 'it is nested too deep' : 'it is not valid JSON', { cause })
  }
}
