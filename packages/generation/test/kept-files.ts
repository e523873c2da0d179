import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, open, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMissing } from '@darkroom/foundation'
import type { GivenFile } from '../src/job/given-file.ts'
import type { JobRequest } from '../src/job/job-request.ts'
import type { InputFiles } from '../src/options.ts'
import { inputs } from './settings.ts'

/** Uploads in a folder, by their hash. */
export interface KeptFiles {
  readonly inputFiles: InputFiles
  keep(bytes: Uint8Array): Promise<GivenFile & { readonly upload: string }>
  drop(file: { readonly upload: string }): Promise<void>
}

/** In a folder that is removed in the end. */
export async function keepFiles(): Promise<KeptFiles & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-kept-'))
  return {
    ...(await keepFilesIn(folder)),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}

/** In a folder that others may use too. */
export async function keepFilesIn(folder: string): Promise<KeptFiles> {
  await mkdir(folder, { recursive: true })
  return {
    inputFiles: {
      async open(upload) {
        try {
          const handle = await open(join(folder, upload))
          const { size: bytes } = await handle.stat()
          return { upload: { bytes }, handle }
        } catch (error) {
          if (isMissing(error)) return undefined
          throw error
        }
      },
    },
    async keep(bytes) {
      const upload = createHash('sha256').update(bytes).digest('hex')
      await writeFile(join(folder, upload), bytes)
      return { name: `darkroom_${upload.slice(0, 32)}.png`, upload }
    },
    drop: ({ upload }) => unlink(join(folder, upload)),
  }
}

const { loras: _, ...words } = inputs

/** A picture made from a given one. */
export const fromPicture = (file: GivenFile, changes: object = {}): JobRequest => ({
  workflow: 'image-to-image-sdxl',
  inputs: { ...words, image: file.name, ...changes },
  files: [file],
})
