import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing, writeAtomically } from '@darkroom/foundation'
import { z } from 'zod'
import { NotReadyError } from './errors.ts'

const idSchema = z.uuid()

/** The id that tells an installation's own prompts from others' on a shared server; made once. */
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
    await writeAtomically(path, `${id}\n`, { mode: 0o600 })
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
