import { z } from 'zod'
import { isAbsent } from '../scan/image-reader.ts'
import { splitPath } from '../table/join-path.ts'
import { isRelativePath } from './check-path.ts'
import { hasLivingOwner, ownedName } from './operation-owner.ts'
import { type RootFolder, stagingDirectory } from './root-folder.ts'

/** A move between paths relative to the root. */
export interface Move {
  readonly from: string
  readonly to: string
  readonly size: number
  readonly mtime_ms: number
}

interface Plan {
  readonly schema: 'darkroom-operation/1'
  readonly moves: readonly Move[]
  readonly created?: string | undefined
  readonly discarded?: string | undefined
}

const pathSchema = z.string().refine(isRelativePath)

const planSchema: z.ZodType<Plan> = z.object({
  schema: z.literal('darkroom-operation/1'),
  moves: z.array(
    z.object({ from: pathSchema, to: pathSchema, size: z.number(), mtime_ms: z.number() }),
  ),
  created: pathSchema.optional(),
  discarded: pathSchema.optional(),
})

export interface Operation {
  /** The moves with the image first: once it has moved, the rest follows. */
  readonly moves: readonly Move[]
  /** A directory made for this operation; deleted if the operation did not happen. */
  readonly created?: string
  /** A directory to delete once the operation has happened. */
  readonly discarded?: string
  /** Runs before the first move. */
  readonly prepare?: () => Promise<void>
}

/**
 * Moves several files together. The plan is on disk before the first move, so after any interruption `recover` finishes
 * or undoes it, depending on the image.
 */
export class OperationLog {
  readonly #folder: RootFolder
  readonly #running = new Set<string>()

  constructor(folder: RootFolder) {
    this.#folder = folder
  }

  /** Runs an operation and returns its moves; none when the image is gone. */
  async run({ prepare, ...operation }: Operation): Promise<readonly Move[]> {
    if (operation.moves.length === 0) {
      await this.#clean(operation.created)
      return []
    }
    const name = ownedName('.json')
    const planPath = `${stagingDirectory}/${name}`
    const plan: Plan = {
      schema: 'darkroom-operation/1',
      ...operation,
    }
    this.#running.add(name)
    try {
      await this.#folder.write(planPath, JSON.stringify(plan))
      await prepare?.()
      const made = await this.#makeMoves(plan)
      await this.#clean(made.length > 0 ? plan.discarded : plan.created)
      await this.#folder.remove(planPath)
      return made
    } catch (error) {
      await this.#settle(plan, planPath)
      throw error
    } finally {
      this.#running.delete(name)
    }
  }

  /** Finishes or undoes operations that a crash interrupted; leaves those of other living processes alone. */
  async recover(): Promise<number> {
    let recovered = 0
    for (const name of await this.#folder.list(stagingDirectory)) {
      if (this.#running.has(name)) continue
      const path = `${stagingDirectory}/${name}`
      if (hasLivingOwner(name, await this.#folder.stat(path))) continue
      const plan = name.endsWith('.json') ? await this.#readPlan(path) : undefined
      if (plan === undefined) await this.#folder.remove(path)
      else await this.#settle(plan, path)
      recovered += 1
    }
    return recovered
  }

  /** Deletes a directory inside the root atomically for outside observers. */
  async discard(directory: string): Promise<void> {
    const gone = `${stagingDirectory}/${ownedName('.gone')}`
    await this.#folder.rename(directory, gone)
    await this.#folder.remove(gone)
  }

  async #makeMoves({ moves }: Plan): Promise<readonly Move[]> {
    const made: Move[] = []
    for (const move of moves) {
      const isImage = move === moves[0]
      if (!isImage && (await this.#exists(move.to))) continue
      const { directory, name } = splitPath(move.to)
      await using target = await this.#folder.hold(directory, { create: true })
      try {
        await this.#folder.renameInto(move.from, target, name)
        made.push(move)
      } catch (error) {
        if (!isAbsent(error)) throw error
        if (isImage) return []
      }
    }
    return made
  }

  async #settle(plan: Plan, planPath: string): Promise<void> {
    const [image, ...others] = plan.moves
    const hasHappened = image !== undefined && (await this.#isThere(image, image.to))
    if (hasHappened) {
      for (const move of others) {
        if (await this.#exists(move.to)) continue
        if (await this.#isThere(move, move.from)) await this.#folder.rename(move.from, move.to)
      }
    }
    await this.#clean(hasHappened ? plan.discarded : plan.created)
    await this.#folder.remove(planPath)
  }

  /** Whether the path is the file to move, by size and time, and not a new file of the same name. */
  async #isThere({ size, mtime_ms }: Move, path: string): Promise<boolean> {
    const stats = await this.#folder.stat(path)
    return stats?.size === size && stats.mtimeMs === mtime_ms
  }

  async #exists(path: string): Promise<boolean> {
    return (await this.#folder.stat(path)) !== undefined
  }

  async #clean(directory: string | undefined): Promise<void> {
    if (directory !== undefined) await this.#folder.remove(directory)
  }

  async #readPlan(path: string): Promise<Plan | undefined> {
    try {
      return planSchema.parse(JSON.parse((await this.#folder.readText(path)) ?? ''))
    } catch {
      return undefined
    }
  }
}
