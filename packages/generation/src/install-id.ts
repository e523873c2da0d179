import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { makeDirectory, writeAtomically } from './collect/durable-files.ts'
import { isMissing } from './collect/errors.ts'
import { NotReadyError } from './errors.ts'

const idSchema = z.uuid()

/** The id by which an installation knows its own prompts on a server that others use too; made once. */
export class InstallId {
  readonly #stateDirectory: string
  #value: string | undefined

  constructor(stateDirectory: string) {
    this.#stateDirectory = stateDirectory
  }

  get value(): string {
    if (this.#value === undefined) throw new NotReadyError()
    return this.#value
  }

  async load(): Promise<void> {
    const path = join(this.#stateDirectory, 'install-id')
    const known = idSchema.safeParse((await readIfThere(path))?.trim())
    if (known.success) {
      this.#value = known.data
      return
    }
    const id = crypto.randomUUID()
    await makeDirectory(this.#stateDirectory)
    await writeAtomically(path, `${id}\n`, { temporary: `${path}.part` })
    this.#value = id
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
