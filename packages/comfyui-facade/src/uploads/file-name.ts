/** The folders of a ComfyUI. */
export type FileType = 'input' | 'output' | 'temp'

/** A file as ComfyUI names it. */
export interface FileName {
  readonly type: FileType
  /** With `/`, `''` for none. */
  readonly subfolder: string
  readonly name: string
}

export const fileTypeOf = (text: string): FileType | undefined =>
  text === 'input' || text === 'output' || text === 'temp' ? text : undefined

/** `name [output]` as inputs of nodes have it, without the word in brackets: `type` is undefined where there is none. */
export function splitAnnotation(text: string): { readonly path: string; readonly type?: FileType } {
  const [, path, word] = /^(.*) \[(input|output|temp)\]$/s.exec(text) ?? []
  const type = fileTypeOf(word ?? '')
  return path === undefined || type === undefined ? { path: text } : { path, type }
}

/** A folder with `/` and without empty steps; undefined when it leads out of where it begins, or is too long. */
export function cleanFolder(text: string): string | undefined {
  const steps = text
    .replaceAll('\\', '/')
    .split('/')
    .filter((step) => step !== '' && step !== '.')
  const folder = steps.join('/')
  return steps.includes('..') || folder.length > 500 || hasControls(folder) ? undefined : folder
}

/** Whether it can be the name of a file, in no folder. */
export const isFileName = (text: string): boolean =>
  text !== '' &&
  text !== '.' &&
  text !== '..' &&
  text.length <= 255 &&
  !/[/\\]/.test(text) &&
  !hasControls(text)

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no name may have
const hasControls = (text: string): boolean => /[\u0000-\u001f\u007f]/.test(text)

export const pathOf = ({ subfolder, name }: Pick<FileName, 'subfolder' | 'name'>): string =>
  subfolder === '' ? name : `${subfolder}/${name}`

/** The folder and the name in a path. */
export function splitPath(path: string): { readonly subfolder: string; readonly name: string } {
  const clean = path.replaceAll('\\', '/')
  const at = clean.lastIndexOf('/')
  return { subfolder: at < 0 ? '' : clean.slice(0, at), name: clean.slice(at + 1) }
}
