import type { Client } from '@darkroom/api-client'
import type { InferRequestType, InferResponseType } from 'hono/client'

type Api = Client['api']

export type GalleryImage = InferResponseType<Api['gallery']['$get'], 200>[number]
export type Job = InferResponseType<Api['generate']['status'][':request_id']['$get'], 200>
export type JobStatus = Job['status']
export type Queue = InferResponseType<Api['queue']['$get'], 200>
export type QueueRow = InferResponseType<Api['queue']['stacked']['$get'], 200>['rows'][number]
export type QueueStack = NonNullable<QueueRow['stack']>
export type Models = InferResponseType<Api['models']['$get'], 200>
export type Model = Models['base'][number]
export type Server = InferResponseType<Api['servers']['$get'], 200>['servers'][number]
export type Health = InferResponseType<Api['health']['$get'], 200>
export type Workflow = InferResponseType<Api['workflows']['$get'], 200>[number]
export type WorkflowInput = Workflow['inputs'][number]
/** The inputs of a workflow as they are found, and what is said about them. */
export type InputsToEdit = InferResponseType<Api['workflows'][':name']['inputs']['$get'], 200>
export type InputEdits = InputsToEdit['edits']
export type InputEdit = NonNullable<InputEdits['inputs']>[string]
export type GenerateRequest = InferRequestType<Api['generate']['$post']>['json']
/** All that is known of a picture. */
export type PictureDetails = InferResponseType<
  Api['gallery']['image'][':id']['metadata']['$get'],
  200
>
export type JobOutput = NonNullable<Job['outputs']>[number]
export type ModelDetails = InferResponseType<Api['models'][':category'][':filename']['$get'], 200>
export type BatchRequest = InferRequestType<Api['batch']['$post']>['json']
export type SequenceRequest = InferRequestType<Api['sequence']['generate']['$post']>['json']
export type ScenePromptsRequest = InferRequestType<Api['sequence']['prompts']['$post']>['json']
export type ScenePrompts = InferResponseType<Api['sequence']['prompts']['$post'], 200>
export type Template = InferResponseType<Api['templates']['$get'], 200>['templates'][number]
export type TemplateBody = InferRequestType<Api['templates'][':name']['$put']>['json']
