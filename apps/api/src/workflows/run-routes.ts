import type { AcceptedJob, Generation } from '@darkroom/generation'
import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { accepted, acceptedHeaders, toAccepted } from '../generate/to-accepted.ts'
import { body } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import type { AppEnv } from '../http/env.ts'
import { acceptProblems, missing } from '../http/responses.ts'
import type { Services } from '../services.ts'
import { webhookOption } from '../webhooks/demand-webhooks.ts'
import type { RunnableWorkflow, RunPlanner } from './plan-run.ts'
import { readSentJson } from './read-sent.ts'
import { onceContent } from './sent-content.ts'
import { toldOfRun } from './told-of-run.ts'
import { runBodySchema, runOnceBodySchema, workflowNameParam } from './workflow-schemas.ts'

const tags = ['Workflows']

type RunBody = z.output<typeof runBodySchema>

export const workflowRunRoutes = ({
  runs,
  generation,
  webhooks,
}: {
  readonly runs: RunPlanner
  readonly generation: Generation
  readonly webhooks: Services['webhooks']
}) => {
  /** `asked` is what a repeated request is known by: it gets the first answer, though the workflow may be gone since. */
  const run = async (
    c: Context<AppEnv>,
    asked: object,
    {
      inputs = {},
      priority,
      webhook,
      open,
    }: Pick<RunBody, 'inputs' | 'priority' | 'webhook'> & { open(): Promise<RunnableWorkflow> },
  ): Promise<AcceptedJob> => {
    const options = { ...acceptOptions(c, asked), priority }
    const before = generation.acceptedBefore(options)
    if (before !== undefined) return before
    const told = webhookOption(webhook, webhooks)
    const workflow = await open()
    using planned = await workflow.plan(inputs, c.req.raw.signal)
    try {
      return await generation.accept(planned.request, { ...options, ...told })
    } catch (error) {
      throw toldOfRun(error, workflow)
    }
  }

  return [
    defineRoute({
      method: 'post',
      path: '/api/workflows/{name}/run',
      operationId: 'runWorkflow',
      tags,
      summary: 'Run a workflow',
      description:
        'What is left out of `inputs` stays as saved; a seed of −1 is drawn, and so is an input that the editor would draw for each run. With an `Idempotency-Key` header the same request sent twice is one job.',
      ...acceptParameters,
      request: { params: workflowNameParam, body: body(runBodySchema) },
      responses: { ...accepted, ...acceptProblems, ...missing },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      const asked = c.req.valid('json')
      const job = await run(c, { name, ...asked }, { ...asked, open: () => runs.open(name) })
      return c.json(toAccepted(job), 202, acceptedHeaders(job))
    }),
    defineRoute({
      method: 'post',
      path: '/api/run',
      operationId: 'runOnce',
      tags,
      summary: 'Run a workflow that is not kept',
      ...acceptParameters,
      request: { body: { content: onceContent } },
      responses: { ...accepted, ...acceptProblems },
    }).handle(async (c) => {
      const asked = await readSentJson(c, runOnceBodySchema)
      const open = () => runs.openTexts({ workflow: JSON.stringify(asked.workflow) })
      const job = await run(c, asked, { ...asked, open })
      return c.json(toAccepted(job), 202, acceptedHeaders(job))
    }),
  ] as const
}
