import { DoorError, type Workflow } from '@darkroom/door-ports'
import { nearestNames } from '@darkroom/foundation'
import type { Call } from '../tool.ts'

/** @throws DoorError 404 with the nearest names */
export async function knownWorkflow(
  name: string,
  { house }: Pick<Call, 'house'>,
): Promise<Workflow> {
  const found = await house.workflows.find(name)
  if (found !== undefined) return found
  const names = (await house.workflows.list()).map((workflow) => workflow.name)
  const message = `is no workflow that there is (${JSON.stringify(name)})`
  throw new DoorError(404, 'not_found', `There is no workflow ${JSON.stringify(name)}.`, {
    hint: 'list_workflows lists them.',
    parts: [{ path: 'workflow', message, nearest: nearestNames(name, names) }],
  })
}
