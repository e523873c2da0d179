import { DoorError } from '@darkroom/door-ports'
import {
  cleanFolder,
  type FileType,
  fileTypeOf,
  pathOf,
  splitAnnotation,
  splitPath,
} from '../uploads/file-name.ts'

/** What `/view` is asked for. */
export interface ViewQuery {
  readonly type: FileType
  readonly path: string
  readonly preview: { readonly format: 'webp' | 'jpeg'; readonly quality: number } | undefined
}

const wrong = (message: string): DoorError => new DoorError(400, 'invalid_input', message)

/** @throws DoorError */
export function readViewQuery(query: Readonly<Record<string, string>>): ViewQuery {
  const { filename, subfolder = '', type = 'output', preview, channel = '' } = query
  if (filename === undefined) throw new DoorError(404, 'not_found', 'No filename is given.')
  const annotated = splitAnnotation(filename)
  if (annotated.path === '' || annotated.path.startsWith('/') || annotated.path.includes('..')) {
    throw wrong('This is no name of a file.')
  }
  const folderType = annotated.type ?? fileTypeOf(type)
  if (folderType === undefined) throw wrong('The type is one of output, input and temp.')
  const folder = cleanFolder(subfolder)
  if (folder === undefined) throw new DoorError(403, 'forbidden', 'The subfolder leads out.')
  return {
    type: folderType,
    // ComfyUI drops a folder that stands in the name.
    path: pathOf({ subfolder: folder, name: splitPath(annotated.path).name }),
    preview: preview === undefined ? undefined : previewOf(preview, channel),
  }
}

/** `webp;90`: what is not JPEG is WebP, and what is no number is 90. Where transparency is asked for, JPEG has none. */
function previewOf(text: string, channel: string): NonNullable<ViewQuery['preview']> {
  const [format, ...rest] = text.split(';')
  const digits = rest.at(-1) ?? ''
  return {
    format: format === 'jpeg' && !channel.includes('a') ? 'jpeg' : 'webp',
    quality: /^\d{1,9}$/.test(digits) ? Math.min(100, Math.max(1, Number(digits))) : 90,
  }
}
