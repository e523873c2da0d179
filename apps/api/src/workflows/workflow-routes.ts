import type { WorkflowFiles } from '@darkroom/workflow-files'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { badMedia, conflict, diskFull, invalid, missing } from '../http/responses.ts'
import type { BuiltInLibrary } from './built-in/built-in-library.ts'
import { BuiltInNameError } from './built-in/built-in-name-error.ts'
import { readSent, textsOf } from './read-sent.ts'
import { saveUnderFreeName } from './save-under-free-name.ts'
import { fileContent } from './sent-content.ts'
import { toBuiltIn, toCheck, toWorkflow } from './to-workflow.ts'
import { readDocuments } from './workflow-document.ts'
import type { ListedWorkflow, WorkflowLibrary } from './workflow-library.ts'
import {
  deletedWorkflowSchema,
  newWorkflowQuery,
  restoreQuery,
  workflowCheckSchema,
  workflowNameParam,
  workflowSchema,
  workflowsQuery,
} from './workflow-schemas.ts'

const tags = ['Workflows']

const workflowUrl = (name: string): string => `/api/workflows/${encodeURIComponent(name)}`

export interface WorkflowRouteServices {
  readonly workflows: WorkflowLibrary
  readonly builtIns: BuiltInLibrary
  readonly workflowFiles: WorkflowFiles
}

/** A file whose name means a built-in workflow. */
const hiddenFile = ({ file }: ListedWorkflow): ListedWorkflow => ({
  file,
  problem: `There is a built-in workflow ${JSON.stringify(file.name)}: give ${JSON.stringify(file.file)} another name.`,
})

export const workflowRoutes = ({ workflows, builtIns, workflowFiles }: WorkflowRouteServices) => {
  /** @throws ProblemError for a name that a built-in workflow has, by which the file could never be run */
  const checkFree = (name: string): void => {
    if (builtIns.find(name) !== undefined) throw new BuiltInNameError(name)
  }

  return [
    defineRoute({
      method: 'get',
      path: '/api/workflows',
      operationId: 'listWorkflows',
      tags,
      summary: 'All workflows, with what each takes, makes and needs',
      description:
        'First the files in the folder `workflows` of the gallery, by name: what ComfyUI saves or exports, apps, and pictures, videos and sounds that ComfyUI made. A file that is put there or changed is in the next answer. Then those that are built in, by task and family of models. Here they come without the names of files but for the models.',
      request: { query: workflowsQuery },
      responses: { 200: json(z.array(workflowSchema), 'Files first'), ...invalid },
    }).handle(async (c) => {
      const { source, task, family } = c.req.valid('query')
      const files = source === 'built_in' ? [] : await workflows.list()
      const own = source === 'file' ? [] : await builtIns.list()
      const shown = [
        ...files.map((one) => toWorkflow(builtIns.find(one.file.name) ? hiddenFile(one) : one)),
        ...own.map((one) => toBuiltIn(one, { isListed: true })),
      ].filter(
        (one) =>
          (task === undefined || one.task === task) &&
          (family === undefined || one.family === family),
      )
      return c.json(shown, 200)
    }),
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
      if (name !== undefined) checkFree(name)
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
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      const builtIn = builtIns.find(name)
      if (builtIn !== undefined) return c.json(toBuiltIn(await builtIns.look(builtIn)), 200)
      return c.json(toWorkflow(await workflows.load(name)), 200)
    }),
    defineRoute({
      method: 'put',
      path: '/api/workflows/{name}',
      operationId: 'replaceWorkflow',
      tags,
      summary: 'Keep a workflow, in place of the one there may be',
      description:
        'What was there goes to the trash of the folder; what is said about its inputs stays.',
      request: { params: workflowNameParam, body: { content: fileContent } },
      responses: {
        200: json(workflowSchema, 'Kept'),
        ...invalid,
        ...badMedia,
        ...conflict,
        ...diskFull,
      },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      checkFree(name)
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
      description:
        'From there it can be restored: the last 200 that were deleted or replaced are kept.',
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
      method: 'post',
      path: '/api/workflows/{name}/restore',
      operationId: 'restoreWorkflow',
      tags,
      summary: 'Bring a deleted workflow back',
      description: 'With what was said about its inputs. Its name must be free.',
      request: { params: workflowNameParam, query: restoreQuery },
      responses: {
        200: json(workflowSchema, 'The workflow'),
        ...invalid,
        ...missing,
        ...conflict,
      },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      checkFree(name)
      const restored = await workflowFiles.restore(name, { from: c.req.valid('query').trash })
      return c.json(toWorkflow(await workflows.look(restored)), 200)
    }),
  ] as const
}
