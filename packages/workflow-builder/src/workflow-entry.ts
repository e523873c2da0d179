import {
  type GraphProblem,
  matchName,
  type NodeCatalog,
  type PromptGraph,
} from '@darkroom/comfy-graph'
import type { z } from 'zod'
import type { Task } from './families/model-family.ts'
import type { Workflow } from './graph/workflow.ts'
import { type JudgedGraph, judgedGraph } from './runs/judged-graph.ts'
import { type Path, setAt } from './set-at.ts'

/** An input that must exist on the server: a file, or a value of one of its lists. */
export interface Need {
  /** The path in the inputs, such as `['loras', 0, 'name']`. */
  readonly path: Path
  /** A `model` is a file that only some servers have; a `choice` depends on the version of ComfyUI. */
  readonly kind: 'model' | 'choice'
  /** The node class and input with the list. */
  readonly nodeClass: string
  readonly input: string
  readonly name: string
}

/** A file in one of the server's own folders. */
export interface ServerFile {
  readonly nodeId: string
  readonly nodeClass: string
  readonly input: string
  /** The name as the node has it, which may end in the folder: `picture.png [output]`. */
  readonly name: string
  readonly filename: string
  readonly subfolder: string
  readonly type: 'input' | 'output' | 'temp'
}

/** The part of a catalog that looks up names in a server's lists. */
export type Choices = Pick<NodeCatalog, 'choices'>

/** The inputs of a workflow by name; names are the words of the recipe wherever they mean the same. */
export type Inputs = Readonly<Record<string, unknown>>

/** A workflow with its inputs, which make up a job. */
export interface WorkflowRun {
  readonly inputs: Inputs
  /** The needs in a sensible order of checking. */
  readonly needs: readonly Need[]
  /** The file that takes long to load; undefined where no model is known. */
  readonly model: string | undefined
  /** The node classes that a server must be asked for besides those of the entry. */
  readonly nodeClasses: readonly string[]
  /**
   * Why this server would refuse the graph, needs aside. Its catalog must know the node classes; the names of files that it will be
   * `given` are on none of its lists yet.
   */
  problems(server: NodeCatalog, given?: readonly string[]): readonly GraphProblem[]
  /** The files that the graph reads from the server's own folders. */
  files(server: NodeCatalog): readonly ServerFile[]
  /** The same run with each name in the server's spelling; names that it lacks stay. */
  spelledFor(server: NodeCatalog): WorkflowRun
  /** Builds the graph; `filenamePrefix` begins the names of the saved files. */
  build(options: { readonly filenamePrefix: string }): Workflow
}

/** A workflow with a name to call it by. */
export interface WorkflowEntry {
  /** The name in kebab-case. */
  readonly name: string
  readonly title: string
  /** What is done to make a picture; undefined where it can be anything. */
  readonly task?: Task | undefined
  /** The id of the family whose models it takes; undefined where it takes any that fit. */
  readonly family?: string | undefined
  /** The schema of the inputs: types, limits, defaults, descriptions. */
  readonly inputs: z.ZodType<Inputs>
  /** The node classes whose lists contain the needs. */
  readonly nodeClasses: readonly string[]
  /**
   * Opens a run with inputs that were checked before or come from a journal: checked by type alone, since limits may
   * have changed. Undefined for inputs of another workflow.
   */
  open(inputs: unknown): WorkflowRun | undefined
  /**
   * Equal for inputs that need the same of a server, whatever texts and seeds they have. Absent where nobody can say without
   * opening them.
   */
  alike?(inputs: Inputs): string
}

/**
 * Makes an entry. `stored` has the same inputs as `inputs`, without limits. With `judgesGraph` a server is asked for every
 * node class of the graph, some of which only newer ones have, and the files that it reads there are told.
 */
export function defineWorkflow<I extends Inputs>({
  name,
  title,
  task,
  family,
  inputs,
  stored,
  nodeClasses,
  judgesGraph = false,
  needs,
  build,
}: Pick<WorkflowEntry, 'name' | 'title' | 'task' | 'family' | 'nodeClasses'> & {
  readonly inputs: z.ZodType<I>
  readonly stored: z.ZodType<I>
  readonly judgesGraph?: boolean
  readonly needs: (inputs: I) => readonly Need[]
  readonly build: (inputs: I, options: { readonly filenamePrefix: string }) => Workflow
}): WorkflowEntry {
  const run = (own: I): WorkflowRun => {
    const needed = needs(own)
    const judged = judgesGraph ? judgedGraph(needed, () => judgeable(own)) : unjudged
    return {
      inputs: own,
      needs: needed,
      model: needed.find(({ kind }) => kind === 'model')?.name,
      get nodeClasses() {
        return judged.nodeClasses()
      },
      problems: judged.problems,
      files: judged.files,
      spelledFor: (server) => run(stored.parse(spelled(own, needed, server))),
      build: (options) => build(own, options),
    }
  }
  /** A seed that is chosen later changes nothing of what a server must have. */
  const judgeable = (own: I): PromptGraph => {
    const seeded = own.seed === -1 ? stored.parse({ ...own, seed: 0 }) : own
    return build(seeded, { filenamePrefix: 'darkroom' }).toPrompt()
  }
  return Object.freeze({
    name,
    title,
    task,
    family,
    inputs,
    nodeClasses,
    open(given: unknown) {
      const { success, data } = stored.safeParse(given)
      return success ? run(data) : undefined
    },
    alike,
  })
}

/** Words of the recipe mean the same in every workflow: no server has to have a text or a seed. An empty text may be none. */
const alike = ({ prompt, negative_prompt: negative, seed, ...others }: Inputs): string =>
  JSON.stringify([others, typeof prompt, negative === '' ? '' : typeof negative, typeof seed])

const unjudged: JudgedGraph = { nodeClasses: () => [], problems: () => [], files: () => [] }

/** The server's spelling of a needed name; undefined when it lacks the name. */
export const findNeed = (need: Need, server: Choices): string | undefined =>
  matchName(need.name, server.choices(need.nodeClass, need.input) ?? [])

const spelled = (inputs: Inputs, needs: readonly Need[], server: Choices): unknown =>
  needs.reduce<unknown>(
    (changed, need) => setAt(changed, need.path, findNeed(need, server) ?? need.name),
    inputs,
  )
