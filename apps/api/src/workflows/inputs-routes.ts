import type { WorkflowFiles } from '@darkroom/workflow-files'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { badAnswer, badMedia, diskFull, invalid, missing, unavailable } from '../http/responses.ts'
import { editedOnServers, inputsToEdit } from './edited-inputs.ts'
import { toEditedInputs, toInputsToEdit, toWorkflow } from './to-workflow.ts'
import type { WorkflowLibrary } from './workflow-library.ts'
import {
  editedInputsSchema,
  inputEditsBodySchema,
  inputsToEditSchema,
  workflowNameParam,
  workflowSchema,
} from './workflow-schemas.ts'

const tags = ['Workflows']

export interface InputsRouteServices {
  readonly workflows: WorkflowLibrary
  readonly workflowFiles: WorkflowFiles
}

/** What a person says about the inputs of a workflow. */
export const inputsRoutes = ({ workflows, workflowFiles }: InputsRouteServices) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/workflows/{name}/inputs',
      operationId: 'getWorkflowInputs',
      tags,
      summary: 'The inputs of a workflow as they are found, and what is said about them',
      description:
        'What a program needs that edits them: the inputs are without the edits, which are by their keys. `left_out` tells what of the edits does not fit the workflow, such as the name of an input that is gone.',
      request: { params: workflowNameParam },
      responses: {
        200: json(inputsToEditSchema, 'The inputs and the edits'),
        ...invalid,
        ...missing,
        ...badAnswer,
        ...unavailable,
      },
    }).handle(async (c) => {
      const { unedited, said } = await workflows.open(c.req.valid('param').name)
      return c.json(toInputsToEdit(inputsToEdit(unedited, said)), 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/workflows/{name}/inputs/check',
      operationId: 'checkWorkflowInputs',
      tags,
      summary: 'The inputs as edits would have them',
      description:
        'Nothing is kept. `left_out` tells what of the edits does not fit, by the field: a name that another input has, bounds that no value is within, a default that is none.',
      request: { params: workflowNameParam, body: body(inputEditsBodySchema) },
      responses: {
        200: json(editedInputsSchema, 'The inputs'),
        ...invalid,
        ...badMedia,
        ...missing,
        ...badAnswer,
        ...unavailable,
      },
    }).handle(async (c) => {
      const { unedited } = await workflows.open(c.req.valid('param').name)
      const edited = editedOnServers(unedited, { edits: c.req.valid('json') })
      return c.json(toEditedInputs(edited), 200)
    }),
    defineRoute({
      method: 'put',
      path: '/api/workflows/{name}/inputs',
      operationId: 'editWorkflowInputs',
      tags,
      summary: 'Rename, hide, group, bound or describe inputs',
      description:
        'Kept beside the file in `NAME.inputs.json`, never in it, in place of what was said before; `{}` takes all of it back.',
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
      const saved = await workflowFiles.saveEdits(name, edits)
      return c.json(toWorkflow(await workflows.look(saved)), 200)
    }),
  ] as const
