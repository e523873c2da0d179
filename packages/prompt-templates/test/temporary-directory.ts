import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export interface TemporaryDirectory extends AsyncDisposable {
  readonly path: string
  write(file: string, content: string | Uint8Array): Promise<string>
}

export async function temporaryDirectory(): Promise<TemporaryDirectory> {
  const made = await mkdtempDisposable(join(tmpdir(), 'prompt-templates-'))
  return {
    path: made.path,
    async write(file, content) {
      const path = join(made.path, file)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      return path
    },
    [Symbol.asyncDispose]: () => made[Symbol.asyncDispose](),
  }
}
