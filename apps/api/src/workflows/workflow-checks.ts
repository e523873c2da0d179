import type { PromptGraph } from '@darkroom/comfy-graph'
import type { GraphObstacle, ServerCheck } from '@darkroom/generation'
import type { Problem, SettableValue, WorkflowInput } from '@darkroom/workflow-converter'

/** What one server lacks for a workflow; it can run there when nothing stands against it. */
export interface WorkflowCheck {
  readonly server: string
  readonly runnable: boolean
  readonly missing: { readonly node_classes: readonly string[]; readonly models: readonly string[] }
  readonly problems: readonly {
    readonly path: string
    readonly message: string
    /** The names that may have been meant, best first. */
    readonly nearest?: readonly string[]
  }[]
  /** Whether files of the server's own folders are missing, which nobody tells when they are there again. */
  readonly lacksFiles: boolean
}

/** The most problems that are told of one server. */
const most = 20

/** What the checks say of a workflow. A picture that is missing is none of it where it is an input: the run may bring another. */
export const toWorkflowCheck = (
  { server, obstacles }: ServerCheck,
  {
    graph,
    inputs,
    values = [],
  }: {
    readonly graph: PromptGraph
    readonly inputs: readonly WorkflowInput[]
    /** Where the values of the editor's places go in the graph. */
    readonly values?: readonly Pick<SettableValue, 'path' | 'name' | 'goesTo'>[] | undefined
  },
): WorkflowCheck => {
  const sites = new Map(values.map(({ path, name, goesTo }) => [`${path}.${name}`, goesTo]))
  const settable = new Set(
    inputs.flatMap(({ targets }) =>
      targets.flatMap(({ path, name }) => {
        const place = `${path}.${name}`
        return sites.get(place)?.map(({ node, input }) => `${node}.${input}`) ?? [place]
      }),
    ),
  )
  const counted = obstacles.filter(
    (one) => one.code !== 'file_missing' || !settable.has(`${one.nodeId}.${one.input}`),
  )
  return {
    server,
    runnable: counted.length === 0,
    missing: {
      node_classes: unique(counted.flatMap(missingClass)),
      models: unique(counted.flatMap((one) => missingModel(one, graph))),
    },
    problems: counted.slice(0, most).map(({ nodeId, input, message, nearest }) => ({
      path: [nodeId, input].filter(Boolean).join('.'),
      message,
      ...(nearest.length > 0 && { nearest }),
    })),
    lacksFiles: obstacles.some(({ code }) => code === 'file_missing'),
  }
}

/** A server for which the workflow cannot even be converted. */
export const toConversionCheck = ({
  server,
  problems,
}: {
  readonly server: string
  readonly problems: readonly Problem[]
}): WorkflowCheck => ({
  server,
  runnable: false,
  missing: {
    node_classes: unique(
      problems.flatMap(({ code, node }) =>
        code === 'unknown-class' && node !== undefined ? [node.class] : [],
      ),
    ),
    models: [],
  },
  problems: problems.slice(0, most).map(({ message, node, slot }) => ({
    path: [node?.id, slot].filter(Boolean).join('.'),
    message,
  })),
  lacksFiles: false,
})

const missingClass = ({ code, nodeClass }: GraphObstacle): readonly string[] =>
  code === 'missing_node_type' && nodeClass !== undefined ? [nodeClass] : []

const modelFile = /\.(?:safetensors|sft|ckpt|pth?|bin|gguf|onnx)$/i

function missingModel(
  { code, nodeId, input }: GraphObstacle,
  graph: PromptGraph,
): readonly string[] {
  const value = input === undefined ? undefined : graph[nodeId]?.inputs[input]
  return code === 'value_not_in_list' && typeof value === 'string' && modelFile.test(value)
    ? [value]
    : []
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]
