import { nearestNames } from '@darkroom/foundation'
import { ComfyUnavailableError, type Generation } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { ProblemError } from '../http/problem.ts'
import { didYouMean } from '../http/problem-table.ts'
import { invalid, missing, unavailable } from '../http/responses.ts'
import type { BuiltInLibrary } from './built-in/built-in-library.ts'
import { graphOfBuiltIn } from './built-in/graph-of-built-in.ts'
import { schemaOf } from './schema-of.ts'
import { NotConvertibleError } from './to-run-graph.ts'
import type { WorkflowLibrary } from './workflow-library.ts'
import { graphQuery, workflowNameParam } from './workflow-schemas.ts'

const tags = ['Workflows']

/** What is known of a workflow for programs: the schema of its inputs, and the graph that it becomes. */
export const workflowGraphRoutes = ({
  workflows,
  builtIns,
  generation,
}: {
  readonly workflows: WorkflowLibrary
  readonly builtIns: BuiltInLibrary
  readonly generation: Generation
}) => {
  return [
    defineRoute({
      method: 'get',
      path: '/api/workflows/{name}/schema',
      operationId: 'getWorkflowSchema',
      tags,
      summary: 'The JSON Schema of what a workflow takes as `inputs`',
      request: { params: workflowNameParam },
      responses: {
        200: json(z.record(z.string(), z.unknown()), 'JSON Schema 2020-12'),
        ...invalid,
        ...missing,
      },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      const schema: Readonly<Record<string, unknown>> = await schemaOf(name, {
        workflows,
        builtIns,
      })
      return c.json({ ...schema }, 200)
    }),
    defineRoute({
      method: 'get',
      path: '/api/workflows/{name}/graph',
      operationId: 'getWorkflowGraph',
      tags,
      summary: 'The graph in the API format that ComfyUI runs, with the values as saved',
      description:
        'Converted by the classes of the server that is asked for; without one, by those of the server that fits it best.',
      request: { params: workflowNameParam, query: graphQuery },
      responses: {
        200: json(z.record(z.string(), z.unknown()), 'For POST /prompt of a ComfyUI'),
        ...invalid,
        ...missing,
        ...unavailable,
      },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      const { server } = c.req.valid('query')
      const builtIn = builtIns.find(name)
      if (builtIn !== undefined) {
        return c.json({ ...(await graphOfBuiltIn(builtIn, { builtIns, generation })) }, 200)
      }
      const { readings } = await workflows.open(name)
      const reading =
        server === undefined
          ? readings[0]
          : readings.find(({ servers }) => servers.includes(server))
      if (reading === undefined) throw unknownServer(server ?? '', generation)
      if (reading.problems.length > 0) throw new NotConvertibleError(reading.problems)
      return c.json({ ...reading.source.graph }, 200)
    }),
  ] as const
}

/** A server that there is not, or of which nothing is known yet. */
function unknownServer(name: string, generation: Pick<Generation, 'servers'>): Error {
  const servers = generation.servers()
  const server = servers.find((one) => one.name === name)
  if (server !== undefined) {
    return new ComfyUnavailableError(
      server.problem ?? `What ${name} has is known when it answers`,
      {
        retryAfterSeconds: 5,
        hint: 'Start it, or leave `server` out.',
      },
    )
  }
  const nearest = nearestNames(
    name,
    servers.map((one) => one.name),
  )
  return new ProblemError(404, 'not_found', `There is no server ${JSON.stringify(name)}.`, {
    hint: didYouMean(nearest) ?? 'GET /api/servers lists them.',
  })
}
