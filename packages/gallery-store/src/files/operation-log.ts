import { lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeAtomically } from '@darkroom/foundation'
import { z } from 'zod'
import { isAbsent } from '../scan/image-reader.ts'
import { isRelativePath } from './check-path.ts'
import { hasLivingOwner, ownedName } from './operation-owner.ts'

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

/** The directory for staged files, relative to the root and on its file system, so that renames from it are atomic. */
export const stagingDirectory = '.trash/.operations'

/** A path for a file that is renamed to its place once complete. */
export function stagedPath(root: string): string {
  return join(root, stagingDirectory, ownedName('.tmp'))
}

/**
 * Moves several files together. The plan is on disk before the first move, so after any interruption `recover` finishes
 * or undoes it, depending on the image.
 */
export class OperationLog {
  readonly #root: string
  readonly #running = new Set<string>()

  constructor(root: string) {
    this.#root = root
  }

  /** Runs an operation and returns its moves; none when the image is gone. */
  async run({ prepare, ...operation }: Operation): Promise<readonly Move[]> {
    if (operation.moves.length === 0) {
      await this.#clean(operation.created)
      return []
    }
    const name = ownedName('.json')
    const planPath = join(this.#root, stagingDirectory, name)
    const plan: Plan = {
      schema: 'darkroom-operation/1',
      ...operation,
    }
    this.#running.add(name)
    try {
      await writeAtomically(planPath, JSON.stringify(plan), { temporary: stagedPath(this.#root) })
      await prepare?.()
      const made = await this.#makeMoves(plan)
      await this.#clean(made.length > 0 ? plan.discarded : plan.created)
      await rm(planPath)
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
    for (const name of await list(this.#absolute(stagingDirectory))) {
      if (this.#running.has(name)) continue
      const path = join(this.#absolute(stagingDirectory), name)
      if (await hasLivingOwner(name, path)) continue
      const plan = name.endsWith('.json') ? await readPlan(path) : undefined
      if (plan === undefined) await rm(path, { recursive: true, force: true })
      else await this.#settle(plan, path)
      recovered += 1
    }
    return recovered
  }

  /** Deletes a directory inside the root atomically for outside observers. */
  async discard(directory: string): Promise<void> {
    const gone = join(this.#absolute(stagingDirectory), ownedName('.gone'))
    await mkdir(dirname(gone), { recursive: true })
    await rename(this.#absolute(directory), gone)
    await rm(gone, { recursive: true, force: true })
  }

  #absolute(relative: string): string {
    return join(this.#root, relative)
  }

  async #makeMoves({ moves }: Plan): Promise<readonly Move[]> {
    const made: Move[] = []
    for (const move of moves) {
      const isImage = move === moves[0]
      if (!isImage && (await this.#exists(move.to))) continue
      await mkdir(dirname(this.#absolute(move.to)), { recursive: true })
      try {
        await rename(this.#absolute(move.from), this.#absolute(move.to))
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
        if (await this.#isThere(move, move.from)) {
          await mkdir(dirname(this.#absolute(move.to)), { recursive: true })
          await rename(this.#absolute(move.from), this.#absolute(move.to))
        }
      }
    }
    await this.#clean(hasHappened ? plan.discarded : plan.created)
    await rm(planPath, { force: true })
  }

  /** Whether the path is the file to move, by size and time, and not a new file of the same name. */
  async #isThere({ size, mtime_ms }: Move, relative: string): Promise<boolean> {
    try {
      const stats = await lstat(this.#absolute(relative))
      return stats.size === size && stats.mtimeMs === mtime_ms
    } catch (error) {
      if (isAbsent(error)) return false
      throw error
    }
  }

  async #exists(relative: string): Promise<boolean> {
    try {
      await lstat(this.#absolute(relative))
      return true
    } catch (error) {
      if (isAbsent(error)) return false
      throw error
    }
  }

  async #clean(directory: string | undefined): Promise<void> {
    if (directory !== undefined) {
      await rm(this.#absolute(directory), { recursive: true, force: true })
    }
  }
}

async function list(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (isAbsent(error)) return []
    throw error
  }
}

async function readPlan(path: string): Promise<Plan | undefined> {
  try {
    return planSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}
