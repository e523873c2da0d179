import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, isMissing, writeAtomically } from '@darkroom/foundation'
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
    this.#value = (await this.#read()) ?? (await this.#make())
  }

  get #path(): string {
    return join(this.#stateDirectory, 'install-id')
  }

  async #read(): Promise<string | undefined> {
    return idSchema.safeParse((await readIfThere(this.#path))?.trim()).data
  }

  async #make(): Promise<string> {
    const id = crypto.randomUUID()
    const write = (exclusive: boolean): Promise<void> =>
      writeAtomically(this.#path, `${id}\n`, { mode: 0o600, exclusive })
    try {
      await write(true)
      return id
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error
    }
    // Of several processes of one installation that start at once, one makes it. What is no id makes way.
    const present = await this.#read()
    if (present === undefined) await write(false)
    return present ?? id
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
