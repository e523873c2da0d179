import { toFailure } from './file-failure.ts'
import type { FileOutcome } from './file-protocol.ts'
import { OperationGroup } from './operation-group.ts'
import type { Made, Operation, OperationLog } from './operation-log.ts'
import type { Move } from './operation-plan.ts'

/** An operation and what its moves mean, or a value that needs none. */
export type Plan<T> =
  | { readonly value: T | undefined }
  | {
      readonly operation: Operation
      readonly toValue: (moves: readonly Move[]) => T | undefined
      /** Another way when the operation was refused; throws when there is none. */
      readonly rescue?: (error: unknown) => T | undefined
    }

/** Plans and runs an operation for each item, many under one plan. One that fails does not stop the others. */
export async function eachOperation<I, T>(
  log: OperationLog,
  items: readonly I[],
  {
    nameOf,
    plan,
  }: {
    /** The path of the item, or another name for messages. */
    readonly nameOf: (item: I) => string
    readonly plan: (item: I) => Plan<T> | Promise<Plan<T>>
  },
): Promise<readonly FileOutcome<T>[]> {
  const outcomes: FileOutcome<T>[] = []
  const group = new OperationGroup(log)
  for (const [place, item] of items.entries()) {
    const name = nameOf(item)
    try {
      if (group.hasSource(name)) await group.run()
      let planned = await plan(item)
      if ('operation' in planned && group.hasTarget(planned.operation)) {
        await group.run()
        planned = await plan(item)
      }
      if ('value' in planned) outcomes[place] = planned
      else {
        const { operation } = planned
        const finished = planned
        group.add(operation, (made) => {
          outcomes[place] = toOutcome(name, finished, made)
        })
      }
    } catch (error) {
      outcomes[place] = { failure: toFailure(error, name) }
    }
  }
  await group.run()
  return outcomes
}

function toOutcome<T>(
  name: string,
  { toValue, rescue }: Exclude<Plan<T>, { value: T | undefined }>,
  made: Made,
): FileOutcome<T> {
  if ('moves' in made) return { value: toValue(made.moves) }
  return attempt(name, () => {
    if (rescue === undefined) throw made.error
    return rescue(made.error)
  })
}

export function attempt<T>(name: string, work: () => T | undefined): FileOutcome<T> {
  try {
    return { value: work() }
  } catch (error) {
    return { failure: toFailure(error, name) }
  }
}
