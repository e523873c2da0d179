import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing, writeAtomically } from '@darkroom/foundation'
import { z } from 'zod'

const knownSchema = z.object({
  schema: z.literal('darkroom-galleries/1'),
  galleries: z.record(z.string(), z.uuid()),
})

/** The galleries that this installation has used, by their folders: `galleries.json` in the state directory. */
export class KnownGalleries {
  readonly #path: string

  constructor(stateDirectory: string) {
    this.#path = join(stateDirectory, 'galleries.json')
  }

  /** The id of the gallery that was in this folder; undefined when there was none. */
  async idOf(root: string): Promise<string | undefined> {
    return (await this.#read())[root]
  }

  async remember(root: string, id: string): Promise<void> {
    const galleries = { ...(await this.#read()), [root]: id }
    const text = JSON.stringify({ schema: 'darkroom-galleries/1', galleries }, null, 2)
    await writeAtomically(this.#path, `${text}\n`, { mode: 0o600 })
  }

  async #read(): Promise<Readonly<Record<string, string>>> {
    try {
      const text = await readFile(this.#path, 'utf8')
      return knownSchema.safeParse(JSON.parse(text)).data?.galleries ?? {}
    } catch (error) {
      if (isMissing(error) || error instanceof SyntaxError) return {}
      throw error
    }
  }
}
