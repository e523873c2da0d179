import type { z } from 'zod'
import type { NodeCatalog } from './catalog/node-catalog.ts'
import type { Workflow } from './graph/workflow.ts'
import { matchName } from './names/match-name.ts'
import { type Path, setAt } from './set-at.ts'

/** A name among the inputs that only servers know: a file, or a value of one of their lists. */
export interface Need {
  /** Where it stands in the inputs, such as `['loras', 0, 'name']`. */
  readonly path: Path
  /** A `model` is a file that only some servers have; a `choice` comes with the version of ComfyUI. */
  readonly kind: 'model' | 'choice'
  /** The node class and the input whose list has it. */
  readonly nodeClass: string
  readonly input: string
  readonly name: string
}

/** The lists of a server, as far as names are looked up in them. */
export type Choices = Pick<NodeCatalog, 'choices'>

/** What is asked of a workflow, by the names of its inputs. They are the words of the recipe wherever they mean the same. */
export type Inputs = Readonly<Record<string, unknown>>

/** A workflow with its inputs: what a job is. */
export interface WorkflowRun {
  readonly inputs: Inputs
  /** In the order in which a person expects them to be checked. The first model is the one that takes long to load. */
  readonly needs: readonly Need[]
  /** The same run with each name as a server spells it; a name that it lacks stays. */
  spelledFor(server: Choices): WorkflowRun
  /** `filenamePrefix`: what the files that it saves on the server are called. */
  build(options: { readonly filenamePrefix: string }): Workflow
}

/** A workflow that can be asked for by name. */
export interface WorkflowEntry {
  /** In kebab-case. */
  readonly name: string
  readonly title: string
  /** What may be asked: types, limits, defaults, descriptions. */
  readonly inputs: z.ZodType<Inputs>
  /** The node classes whose lists its needs are looked up in. */
  readonly nodeClasses: readonly string[]
  /**
   * A run with inputs that were checked before, or stood in a journal: read by type alone, for limits may have changed
   * since. Undefined when they are not inputs of this workflow.
   */
  open(inputs: unknown): WorkflowRun | undefined
}

/** Makes an entry. `stored` has the same inputs as `inputs`, without limits. */
export function defineWorkflow<I extends Inputs>({
  name,
  title,
  inputs,
  stored,
  nodeClasses,
  needs,
  build,
}: Pick<WorkflowEntry, 'name' | 'title' | 'nodeClasses'> & {
  readonly inputs: z.ZodType<I>
  readonly stored: z.ZodType<I>
  readonly needs: (inputs: I) => readonly Need[]
  readonly build: (inputs: I, options: { readonly filenamePrefix: string }) => Workflow
}): WorkflowEntry {
  const run = (own: I): WorkflowRun => ({
    inputs: own,
    needs: needs(own),
    spelledFor: (server) => run(stored.parse(spelled(own, needs(own), server))),
    build: (options) => build(own, options),
  })
  return Object.freeze({
    name,
    title,
    inputs,
    nodeClasses,
    open(given: unknown) {
      const { success, data } = stored.safeParse(given)
      return success ? run(data) : undefined
    },
  })
}

/** The server's own spelling of a needed name; undefined when it lacks it. */
export const findNeed = (need: Need, server: Choices): string | undefined =>
  matchName(need.name, server.choices(need.nodeClass, need.input) ?? [])

const spelled = (inputs: Inputs, needs: readonly Need[], server: Choices): unknown =>
  needs.reduce<unknown>(
    (changed, need) => setAt(changed, need.path, findNeed(need, server) ?? need.name),
    inputs,
  )
