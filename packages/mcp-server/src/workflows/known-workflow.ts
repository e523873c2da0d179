import { DoorError, type Workflow } from '@darkroom/door-ports'
import { didYouMean, nearestNames } from '@darkroom/foundation'
import type { Call } from '../tool.ts'

/** @throws DoorError 404 with the nearest names */
export async function knownWorkflow(
  name: string,
  { house }: Pick<Call, 'house'>,
): Promise<Workflow> {
  const found = await house.workflows.find(name)
  if (found !== undefined) return found
  const names = (await house.workflows.list()).map((workflow) => workflow.name)
  const nearest = didYouMean(nearestNames(name, names))
  const message = `There is no workflow ${JSON.stringify(name)}${nearest === '' ? '.' : nearest}`
  throw new DoorError(404, 'not_found', message, { hint: 'list_workflows lists them.' })
}
