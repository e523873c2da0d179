import type { GraphObstacle, MissingFilesError, NotRunnableError } from '@darkroom/generation'
import type { ProblemFacts } from '../http/problem-table.ts'

/** The most obstacles that are told: a graph of a program that is not there has hundreds. */
const most = 20

/** What to do about the first obstacle. */
function hintFor({ code }: GraphObstacle): string {
  switch (code) {
    case 'file_missing':
      return 'Put the file into that folder of ComfyUI, under the same name, and ask again.'
    case 'missing_node_type':
      return 'Install the node in ComfyUI and start it anew; or send the words alone to POST /api/generate.'
    case 'value_not_in_list':
      return 'Put the file on the server; or give another model, sampler or scheduler.'
    case 'paid_node':
      return 'Run this graph in ComfyUI itself, where you are logged in.'
    default:
      return 'Open it in ComfyUI to see what is wrong with its graph.'
  }
}

const pathOf = ({ nodeId, input }: GraphObstacle): string =>
  ['graph', nodeId, ...(input === undefined ? [] : ['inputs', input])].filter(Boolean).join('.')

/** Facts of the problem that no server can run a graph. */
export const notRunnable = ({ obstacles }: NotRunnableError): ProblemFacts => {
  const [first] = obstacles
  return {
    status: 400,
    code: 'not_runnable',
    detail: sentence(`No server can run this graph: ${first?.message ?? 'none has what it needs'}`),
    hint: first && hintFor(first),
    errors: obstacles
      .slice(0, most)
      .map((one) => ({ path: pathOf(one), message: one.message, nearest: one.nearest })),
  }
}

/** Facts of the problem that files are missing beside a model. */
export const missingFiles = ({ message, missing }: MissingFilesError): ProblemFacts => ({
  status: 400,
  code: 'not_runnable',
  detail: sentence(message),
  hint: `Put each file into its folder and ask again; or name files that the server has, as ${missing.map(({ path }) => path.join('.')).join(' and ')}.`,
  errors: missing.map(({ path, message: what }) => ({ path: path.join('.'), message: what })),
})

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`)
