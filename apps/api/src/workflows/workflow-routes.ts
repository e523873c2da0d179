import type { WorkflowFiles } from '@darkroom/workflow-files'
import { z } from '@hono/zod-openapi'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { badMedia, conflict, diskFull, invalid, missing } from '../http/responses.ts'
import { readSent, textsOf } from './read-sent.ts'
import { saveUnderFreeName } from './save-under-free-name.ts'
import { fileContent } from './sent-content.ts'
import { toCheck, toWorkflow } from './to-workflow.ts'
import { readDocuments } from './workflow-document.ts'
import type { WorkflowLibrary } from './workflow-library.ts'
import {
  deletedWorkflowSchema,
  inputEditsBodySchema,
  newWorkflowQuery,
  workflowCheckSchema,
  workflowNameParam,
  workflowSchema,
} from './workflow-schemas.ts'

const tags = ['Workflows']

const workflowUrl = (name: string): string => `/api/workflows/${encodeURIComponent(name)}`

export interface WorkflowRouteServices {
  readonly workflows: WorkflowLibrary
  readonly workflowFiles: WorkflowFiles
}

export const workflowRoutes = ({ workflows, workflowFiles }: WorkflowRouteServices) => {
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
      const opened = await workflows.openTexts(textsOf(await readSent(c)))
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
  ] as const
}
