import { errorCode } from '@darkroom/foundation'
import { ZodError } from 'zod'

/** `stepsPerSecond` is `--steps-per-second`; models are named in the singular. */
const flagNames: Readonly<Record<string, string>> = {
  'models.checkpoints': 'checkpoint',
  'models.loras': 'lora',
  brokenModels: 'broken-model',
  corsOrigin: 'enable-cors-header',
}

const toFlag = (path: readonly PropertyKey[]): string => {
  if (path[0] === 'faults') return '--fault'
  const name = path.filter((part) => typeof part === 'string').join('.')
  return `--${flagNames[name] ?? name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

const systemSentence = (error: unknown): string | undefined => {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return 'The port is taken by another program; stop it or choose another with --port.'
    case 'EACCES':
      return 'This user may not listen there or write there; choose another --port or folder.'
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return '--host is no address of this machine.'
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
      return `A folder or file that was named cannot be used: ${error instanceof Error ? error.message : ''}`
  }
  return undefined
}

/** Lines that tell a person why the program does not start; undefined for what is no fault of theirs. */
export function startProblem(error: unknown): string | undefined {
  if (error instanceof ZodError) {
    return error.issues.map(({ path, message }) => `${toFlag(path)}: ${message}`).join('\n')
  }
  if (errorCode(error)?.startsWith('ERR_PARSE_ARGS') || error instanceof TypeError) {
    return error instanceof Error ? error.message.split('\n', 1)[0] : undefined
  }
  return systemSentence(error)
}
