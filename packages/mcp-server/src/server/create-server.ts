import type { Caller } from '@darkroom/door-ports'
import { McpServer } from '@modelcontextprotocol/server'
import type { McpHouse, McpServerOptions } from '../mcp-house.ts'
import { addPictures } from '../resources/picture-resource.ts'
import type { Tool } from '../tool.ts'
import { allTools } from '../tools/all-tools.ts'
import { askedWorkflowTools } from '../workflows/asked-workflow-tools.ts'
import { workflowTools } from '../workflows/workflow-tools.ts'

const instructions = [
  'Darkroom makes pictures on the ComfyUI servers of its operator. Every picture is a job that goes on by itself:',
  'a tool that makes one waits for a while, and answers with a job_id and its place in the queue where it is not done; wait_for_job waits on.',
  'Pictures come as small previews with the url of the whole; tell people the url.',
  'Give an idempotency_key where a call may be repeated.',
].join(' ')

export interface ServedRequest {
  readonly caller: Caller
  /** What the request holds; undefined where it holds no message. */
  readonly message: unknown
}

/** A server for one request: nothing is kept between them, so that a restart loses nothing. */
export async function createServer(
  house: McpHouse,
  { caller, message }: ServedRequest,
  options: McpServerOptions,
): Promise<McpServer> {
  const server = new McpServer(
    { name: 'darkroom', title: 'Darkroom', version: house.version },
    {
      instructions,
      // Nobody would be told: there is no session that could be.
      capabilities: { tools: { listChanged: false }, resources: { listChanged: false } },
    },
  )
  const place = { server, house, caller, options }
  const own = options.workflowTools === true ? await ownTools(house, message) : []
  for (const tool of [...allTools, ...own]) tool.addTo(place)
  addPictures(place)
  return server
}

/** None while they are not known: the others can be used. */
async function ownTools(house: McpHouse, message: unknown): Promise<readonly Tool[]> {
  try {
    return await workflowTools({ house }, askedWorkflowTools(message))
  } catch (error) {
    house.toDoorError(error)
    return []
  }
}
