import type { AcceptedJob, Generation } from '@darkroom/generation'
import { toJsonSchema } from '@darkroom/workflow-converter'
import type { WorkflowFiles } from '@darkroom/workflow-files'
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { acceptOptions, acceptParameters } from '../generate/accept-options.ts'
import { acceptedSchema } from '../generate/generate-schemas.ts'
import { acceptedHeaders, toAccepted } from '../generate/to-accepted.ts'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import type { AppEnv } from '../http/env.ts'
import {
  acceptProblems,
  badMedia,
  conflict,
  diskFull,
  invalid,
  missing,
} from '../http/responses.ts'
import type { RunnableWorkflow, RunPlanner } from './plan-run.ts'
import { readSent, readSentJson, textsOf } from './read-sent.ts'
import { saveUnderFreeName } from './save-under-free-name.ts'
import { fileContent, onceContent } from './sent-content.ts'
import { toSavedGraph } from './to-run-graph.ts'
import { toCheck, toWorkflow } from './to-workflow.ts'
import { readDocuments, WorkflowFormatError } from './workflow-document.ts'
import type { OpenWorkflow, WorkflowLibrary } from './workflow-library.ts'
import {
  deletedWorkflowSchema,
  inputEditsBodySchema,
  newWorkflowQuery,
  runBodySchema,
  runOnceBodySchema,
  workflowCheckSchema,
  workflowNameParam,
  workflowSchema,
} from './workflow-schemas.ts'

const tags = ['Workflows']

const accepted = {
  202: {
    ...json(
      acceptedSchema,
      'Accepted: it will run exactly once, whatever happens to this process.',
    ),
    headers: { Location: { schema: { type: 'string' as const }, description: 'Its status.' } },
  },
}

type RunBody = z.output<typeof runBodySchema>

const workflowUrl = (name: string): string => `/api/workflows/${encodeURIComponent(name)}`

export interface WorkflowRouteServices {
  readonly workflows: WorkflowLibrary
  readonly workflowFiles: WorkflowFiles
  readonly runs: RunPlanner
  readonly generation: Generation
}

export const workflowRoutes = ({
  workflows,
  workflowFiles,
  runs,
  generation,
}: WorkflowRouteServices) => {
  /** @throws ProblemError for a file that is of no use */
  const usable = async (name: string): Promise<OpenWorkflow> => {
    const file = await workflowFiles.load(name)
    if (file.kind === 'broken') throw new WorkflowFormatError(file.problem)
    return await workflows.open(file.texts, file)
  }

  /** `asked` is what a repeated request is known by: it gets the first answer, though the workflow may be gone since. */
  const run = async (
    c: Context<AppEnv>,
    asked: object,
    {
      inputs = {},
      priority,
      open,
    }: Pick<RunBody, 'inputs' | 'priority'> & { open(): Promise<RunnableWorkflow> },
  ): Promise<AcceptedJob> => {
    const options = { ...acceptOptions(c, asked), priority }
    const before = generation.acceptedBefore(options)
    if (before !== undefined) return before
    using planned = await (await open()).plan(inputs, c.req.raw.signal)
    return await generation.accept(planned.request, options)
  }

  return [
    defineRoute({
      method: 'get',
      path: '/api/workflows',
      operationId: 'listWorkflows',
      tags,
      summary: 'All workflows, with what each takes, makes and needs',
      description:
        'They are the files in the folder `workflows` of the gallery: what ComfyUI saves or exports, apps, and pictures, videos and sounds that ComfyUI made. A file that is put there or changed is in the next answer.',
      responses: { 200: json(z.array(workflowSchema), 'Sorted by name') },
    }).handle(async (c) => c.json((await workflows.list()).map(toWorkflow), 200)),
    defineRoute({
      method: 'post',
      path: '/api/workflows',
      operationId: 'createWorkflow',
      tags,
      summary: 'Keep a workflow',
      description:
        'The body is the file itself, or a form with it. The answer says what was understood, and what was not.',
      request: { query: newWorkflowQuery, body: { content: fileContent } },
      responses: {
        201: json(workflowSchema, 'Kept'),
        ...invalid,
        ...badMedia,
        ...conflict,
        ...diskFull,
      },
    }).handle(async (c) => {
      const content = await readSent(c)
      readDocuments(textsOf(content))
      const { name } = c.req.valid('query')
      const saved = await (name === undefined
        ? saveUnderFreeName(workflowFiles, content)
        : workflowFiles.save(name, content))
      return c.json(toWorkflow(await workflows.look(saved)), 201, {
        location: workflowUrl(saved.name),
      })
    }),
    defineRoute({
      method: 'post',
      path: '/api/workflows/check',
      operationId: 'checkWorkflow',
      tags,
      summary: 'What each server lacks for a workflow that is not kept',
      request: { body: { content: fileContent } },
      responses: {
        200: json(z.array(workflowCheckSchema), 'By server'),
        ...invalid,
        ...badMedia,
      },
    }).handle(async (c) => {
      const opened = await workflows.open(textsOf(await readSent(c)))
      return c.json((await workflows.check(opened)).map(toCheck), 200)
    }),
    defineRoute({
      method: 'get',
      path: '/api/workflows/{name}',
      operationId: 'getWorkflow',
      tags,
      summary: 'One workflow',
      request: { params: workflowNameParam },
      responses: { 200: json(workflowSchema, 'The workflow'), ...invalid, ...missing },
    }).handle(async (c) =>
      c.json(toWorkflow(await workflows.load(c.req.valid('param').name)), 200),
    ),
    defineRoute({
      method: 'put',
      path: '/api/workflows/{name}',
      operationId: 'replaceWorkflow',
      tags,
      summary: 'Keep a workflow, in place of the one there may be',
      description:
        'What was there goes to the trash of the folder; what is said about its inputs stays.',
      request: { params: workflowNameParam, body: { content: fileContent } },
      responses: { 200: json(workflowSchema, 'Kept'), ...invalid, ...badMedia, ...diskFull },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      const content = await readSent(c)
      readDocuments(textsOf(content))
      const saved = await workflowFiles.save(name, content, { replace: true })
      return c.json(toWorkflow(await workflows.look(saved)), 200)
    }),
    defineRoute({
      method: 'delete',
      path: '/api/workflows/{name}',
      operationId: 'deleteWorkflow',
      tags,
      summary: 'Move a workflow to the trash of its folder',
      request: { params: workflowNameParam },
      responses: {
        200: json(deletedWorkflowSchema, 'Deleted; its files are in that folder below `workflows`'),
        ...invalid,
        ...missing,
      },
    }).handle(async (c) => {
      const trash = await workflowFiles.remove(c.req.valid('param').name)
      return c.json({ deleted: true as const, trash }, 200)
    }),
    defineRoute({
      method: 'put',
      path: '/api/workflows/{name}/inputs',
      operationId: 'editWorkflowInputs',
      tags,
      summary: 'Rename, hide, group, bound or describe inputs',
      description: 'Kept beside the file in `NAME.inputs.json`, never in it.',
      request: { params: workflowNameParam, body: body(inputEditsBodySchema) },
      responses: {
        200: json(workflowSchema, 'The workflow'),
        ...invalid,
        ...badMedia,
        ...missing,
        ...diskFull,
      },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      const edits = JSON.parse(JSON.stringify(c.req.valid('json')))
      return c.json(
        toWorkflow(await workflows.look(await workflowFiles.saveEdits(name, edits))),
        200,
      )
    }),
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
      const { edited } = await usable(name)
      return c.json({ title: name, ...toJsonSchema(edited.inputs) }, 200)
    }),
    defineRoute({
      method: 'get',
      path: '/api/workflows/{name}/graph',
      operationId: 'getWorkflowGraph',
      tags,
      summary: 'The graph in the API format that ComfyUI runs, with the values as saved',
      request: { params: workflowNameParam },
      responses: {
        200: json(z.record(z.string(), z.unknown()), 'For POST /prompt of a ComfyUI'),
        ...invalid,
        ...missing,
      },
    }).handle(async (c) => {
      const workflow = await usable(c.req.valid('param').name)
      return c.json({ ...toSavedGraph(workflow) }, 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/workflows/{name}/run',
      operationId: 'runWorkflow',
      tags,
      summary: 'Run a workflow',
      description:
        'What is left out of `inputs` stays as saved; a seed of −1 is drawn, and so is one that the editor would draw for each run. With an `Idempotency-Key` header the same request sent twice is one job.',
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
