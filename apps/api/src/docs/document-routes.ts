import type { JsonObject } from '@darkroom/foundation'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { type PreparedContent, preparedOnce, sendPrepared } from '../http/prepared-content.ts'
import type { BuiltInLibrary } from '../workflows/built-in/built-in-library.ts'
import { publishedWorkflows } from '../workflows/published-workflows.ts'
import type { ListedWorkflow, WorkflowLibrary } from '../workflows/workflow-library.ts'
import { completeDocument } from './complete-document.ts'
import { withSecurity } from './document-security.ts'
import { withWorkflows } from './workflow-operations.ts'

export interface DocumentServices {
  readonly version: string
  readonly needsToken: boolean
  readonly workflows: Pick<WorkflowLibrary, 'list'>
  readonly builtIns: Pick<BuiltInLibrary, 'all'>
  readonly log: Pick<Logger, 'error'>
}

/** Serves the OpenAPI document of the app's routes and of the workflows that can be run. It is made anew when one changes. */
export function documentRoutes(
  described: Pick<OpenAPIHono<AppEnv>, 'getOpenAPI31Document'>,
  { version, needsToken, workflows: library, builtIns, log }: DocumentServices,
): Hono<AppEnv> {
  let ofRoutes: JsonObject | undefined
  let kept:
    | { readonly version: string; readonly content: () => Promise<PreparedContent> }
    | undefined

  /** What goes wrong with workflows never takes the document down. */
  const listed = async (): Promise<readonly ListedWorkflow[]> => {
    try {
      return await library.list()
    } catch (err) {
      log.error({ err }, 'Workflows could not be listed for the OpenAPI document')
      return []
    }
  }
  const current = async (): Promise<() => Promise<PreparedContent>> => {
    const published = publishedWorkflows(builtIns.all, await listed())
    if (kept?.version === published.version) return kept.content
    ofRoutes ??= jsonObject.parse(
      JSON.parse(JSON.stringify(withSecurity(completeDocument(described, version), needsToken))),
    )
    const { workflows, schemas } = published.toOperations()
    const document = withWorkflows(ofRoutes, workflows, schemas)
    kept = { version: published.version, content: preparedOnce(() => JSON.stringify(document)) }
    return kept.content
  }

  return new Hono<AppEnv>().get('/openapi.json', async (c) => {
    const content = await current()
    return sendPrepared(c, await content(), {
      'content-type': 'application/json',
      'cache-control': 'no-cache',
    })
  })
}

const jsonObject = z.record(z.string(), z.json())
