import { createConverter } from '../converter.ts'
import { type CommandLine, help, parseArguments } from './arguments.ts'
import { type ConvertedFile, convertFile } from './convert-file.ts'
import { FileError } from './file-error.ts'
import { readJson } from './read-source.ts'

export interface Surroundings {
  readonly now: Date
  readonly print: (line: string) => void
  readonly tell: (line: string) => void
}

/** Runs the program and gives its exit status. */
export function run(args: readonly string[], { now, print, tell }: Surroundings): 0 | 1 | 2 {
  const line = parse(args)
  if (typeof line === 'string') {
    tell(`${line}\ndarkroom-convert --help tells what there is.`)
    return 2
  }
  if (line.isHelp) {
    print(help)
    return 0
  }
  const infos = readInfos(line.objectInfo)
  if (typeof infos === 'string') {
    tell(infos)
    return 2
  }
  const converter = createConverter(...infos)
  const convert = (file: string): ConvertedFile => convertFile(file, { converter, now })
  const [first = '', ...others] = line.files
  if (others.length === 0) return printOne(convert(first), { line, print, tell })
  const statuses = line.files.map((file) => printLine(file, convert(file), { line, print }))
  return statuses.includes(1) ? 1 : 0
}

function parse(args: readonly string[]): CommandLine | string {
  try {
    const line = parseArguments(args)
    if (line.isHelp) return line
    if (line.files.length === 0) return 'No file was named.'
    return line.objectInfo.length === 0
      ? 'Name the answer of GET /object_info of the server with --object-info FILE.'
      : line
  } catch (error) {
    return error instanceof TypeError ? (error.message.split('\n', 1)[0] ?? '') : String(error)
  }
}

function readInfos(paths: readonly string[]): readonly unknown[] | string {
  const infos: unknown[] = []
  for (const path of paths) {
    try {
      infos.push(readJson(path))
    } catch (error) {
      if (error instanceof FileError) return `--object-info ${path}: ${error.message}`
      throw error
    }
  }
  return infos
}

function printOne(
  { prompt, problems }: ConvertedFile,
  { line, print, tell }: Pick<Surroundings, 'print' | 'tell'> & { readonly line: CommandLine },
): 0 | 1 {
  if (prompt !== undefined && (problems.length === 0 || line.isPartial)) {
    print(JSON.stringify(prompt, null, 2))
  }
  for (const problem of problems) tell(problem)
  return problems.length === 0 ? 0 : 1
}

function printLine(
  file: string,
  { prompt, problems }: ConvertedFile,
  { line, print }: Pick<Surroundings, 'print'> & { readonly line: CommandLine },
): 0 | 1 {
  const error = problems.length === 0 ? undefined : problems.join('; ')
  const isShown = error === undefined || line.isPartial
  print(JSON.stringify({ file, ...(isShown && { prompt }), error }))
  return error === undefined ? 0 : 1
}
