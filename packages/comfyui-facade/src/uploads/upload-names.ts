import type { House, Upload } from '@darkroom/door-ports'
import { z } from 'zod'
import { type FileName, type FileType, pathOf } from './file-name.ts'

/** An upload by the name that a client gave it. */
export interface NamedUpload {
  readonly upload: string
  readonly sha256: string
}

export interface UploadNames {
  find(file: { readonly type: FileType; readonly path: string }): NamedUpload | undefined
  /** Gives the bytes that name, or with `overwrite` false another one if it has other bytes; resolves with the name when it is durable. */
  keep(
    file: FileName,
    upload: Pick<Upload, 'id' | 'sha256'>,
    options: { readonly overwrite: boolean },
  ): Promise<string>
}

const keptSchema = z.object({ upload: z.string(), sha256: z.string() })

/** Tries of `name (1).png`, `name (2).png` … before the last of them is overwritten. */
const mostCopies = 1000

const keyOf = ({ type, path }: { readonly type: FileType; readonly path: string }): string =>
  `upload ${type} ${path}`

/** The names that clients gave to what they uploaded, kept across restarts; the oldest go when there are many. */
export function createUploadNames(keep: House['keep']): UploadNames {
  const find: UploadNames['find'] = (file) => {
    const kept = keptSchema.safeParse(keep.get(keyOf(file)))
    return kept.success ? kept.data : undefined
  }
  /** ComfyUI's rule: the same bytes keep the name, other bytes get the next that is free. */
  const freeName = (file: FileName, sha256: string): string => {
    const { stem, extension } = splitExtension(file.name)
    let name = file.name
    for (let copy = 1; copy <= mostCopies; copy += 1) {
      const there = find({ type: file.type, path: pathOf({ ...file, name }) })
      if (there === undefined || there.sha256 === sha256) return name
      name = `${stem} (${copy})${extension}`
    }
    return name
  }
  return {
    find,
    async keep(file, { id, sha256 }, { overwrite }) {
      const name = overwrite ? file.name : freeName(file, sha256)
      await keep.set(keyOf({ type: file.type, path: pathOf({ ...file, name }) }), {
        upload: id,
        sha256,
      })
      return name
    },
  }
}

function splitExtension(name: string): { readonly stem: string; readonly extension: string } {
  const at = name.lastIndexOf('.')
  return at <= 0
    ? { stem: name, extension: '' }
    : { stem: name.slice(0, at), extension: name.slice(at) }
}
