import { ownedName } from '@darkroom/foundation'
import { TurnLostError } from '../errors.ts'
import { inTurns } from './in-turns.ts'
import { type Move, type PlannedOperation, readPlan, writePlan } from './operation-plan.ts'
import { type RootFolder, stagingDirectory } from './root-folder.ts'

export interface Operation extends PlannedOperation {
  /** A file that is written to `created` before the first move. */
  readonly record?: { readonly path: string; readonly text: string }
}

/** The moves that were made, none when the image is gone; or why nothing was changed. */
export type Made = { readonly moves: readonly Move[] } | { readonly error: unknown }

/**
 * Moves several files together, for one image or for many. The plan is on disk before the first move, so after any
 * interruption `recover` finishes or undoes each operation, depending on its image. Of all processes that share the folder, one
 * does so at a time: the one that has the turn.
 */
export class OperationLog {
  readonly #folder: RootFolder
  /** The name of the file that stands for the turn. */
  readonly #turn: string

  constructor(folder: RootFolder, turn: string) {
    this.#folder = folder
    this.#turn = turn
  }

  /** Runs operations under one plan, each by itself: one that fails is undone, and does not stop the others. */
  async run(operations: readonly Operation[]): Promise<readonly Made[]> {
    if (operations.length === 0) return []
    const planPath = `${stagingDirectory}/${ownedName('.json')}`
    try {
      await this.#folder.write(planPath, writePlan(operations))
      const refusals = await this.#writeRecords(operations)
      const unsettled: Operation[] = []
      const unused: string[] = []
      const made = operations.map((operation): Made => {
        try {
          if (refusals.has(operation)) throw refusals.get(operation)
          this.checkTurn()
          const moves = this.#makeMoves(operation)
          const over = moves.length > 0 ? operation.discarded : operation.created
          if (over !== undefined) unused.push(over)
          return { moves }
        } catch (error) {
          if (!this.#isSettled(operation, error)) unsettled.push(operation)
          return { error }
        }
      })
      await inTurns(unused, (directory) => this.#folder.removeAside(directory))
      // What could be neither finished nor undone now is left to whoever has the turn next.
      if (unsettled.length > 0) await this.#folder.write(planPath, writePlan(unsettled))
      else this.#folder.remove(planPath)
      return made
    } catch (error) {
      // The disk takes no plan, so nothing has moved, or no longer lets one be removed.
      if (operations.every((operation) => this.#isSettled(operation, error)))
        this.#folder.remove(planPath)
      return operations.map(() => ({ error }))
    }
  }

  /**
   * Finishes or undoes what an interruption left, whoever left it: nobody else is at work while we have the turn. Returns how much
   * that was.
   */
  recover(): { readonly settled: number; readonly failures: readonly unknown[] } {
    const failures: unknown[] = []
    let settled = 0
    for (const name of leftoversOf(this.#folder.list(stagingDirectory))) {
      try {
        this.checkTurn()
        const path = `${stagingDirectory}/${name}`
        const plan = isPlan(name) ? this.#read(path) : []
        for (const operation of plan) this.#settle(operation)
        this.#folder.remove(path)
        settled += 1
      } catch (error) {
        failures.push(error)
      }
    }
    return { settled, failures }
  }

  /** Throws when another has taken over the turn, for we were silent for too long. */
  checkTurn(): void {
    if (!this.#exists(`${stagingDirectory}/${this.#turn}`)) throw new TurnLostError()
  }

  /** Deletes a directory inside the root atomically for outside observers. */
  discard(directory: string): void {
    const gone = `${stagingDirectory}/${ownedName('.gone')}`
    this.#folder.rename(directory, gone)
    this.#folder.remove(gone)
  }

  async #writeRecords(operations: readonly Operation[]): Promise<Map<Operation, unknown>> {
    const refusals = new Map<Operation, unknown>()
    await inTurns(operations, async (operation) => {
      const { record } = operation
      if (record === undefined) return
      try {
        await this.#folder.writeNew(record.path, record.text)
      } catch (error) {
        refusals.set(operation, error)
      }
    })
    return refusals
  }

  #makeMoves({ moves, record }: Operation): readonly Move[] {
    const made: Move[] = []
    for (const move of moves) {
      const isImage = move === moves[0]
      if (!isImage && this.#exists(move.to)) continue
      // A directory with a record was made before: one that is gone was taken away, by who took over the turn.
      const create = !(isImage && record !== undefined)
      if (this.#folder.rename(move.from, move.to, { create })) made.push(move)
      else if (!isImage) continue
      else if (this.#exists(move.from)) throw new TurnLostError()
      else return []
    }
    return made
  }

  #isSettled(operation: PlannedOperation, error: unknown): boolean {
    // Whoever has the turn now settles it.
    if (error instanceof TurnLostError) return true
    try {
      this.#settle(operation)
      return true
    } catch {
      return false
    }
  }

  #settle({ moves, created, discarded }: PlannedOperation): void {
    const [image, ...others] = moves
    const hasHappened = image !== undefined && this.#isThere(image, image.to)
    if (hasHappened) {
      for (const move of others) {
        if (this.#exists(move.to)) continue
        if (this.#isThere(move, move.from)) this.#folder.rename(move.from, move.to)
      }
    }
    this.#clean(hasHappened ? discarded : created)
  }

  /** Whether the path is the file to move, by size and time, and not a new file of the same name. */
  #isThere({ size, mtime_ms }: Move, path: string): boolean {
    const stats = this.#folder.stat(path)
    return stats?.size === size && stats.mtimeMs === mtime_ms
  }

  #exists(path: string): boolean {
    return this.#folder.stat(path) !== undefined
  }

  #clean(directory: string | undefined): void {
    if (directory !== undefined) this.#folder.remove(directory)
  }

  #read(path: string): readonly PlannedOperation[] {
    try {
      return readPlan(this.#folder.readText(path)) ?? []
    } catch {
      return []
    }
  }
}

const isPlan = (name: string): boolean => name.endsWith('.json')

/** What is no turn, plans first: what they tell of must not be cleared away before. */
function leftoversOf(names: readonly string[]): readonly string[] {
  const others = names.filter((name) => !name.endsWith('.turn'))
  return [...others.filter(isPlan), ...others.filter((name) => !isPlan(name))]
}
