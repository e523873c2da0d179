import { type Model, modelNamed } from '@darkroom/door-ports'
import type { Call } from '../tool.ts'

/** The exact name of the file that is meant by a shorter one; what is not known stays, to be refused by name. */
export async function fileNamed(
  name: string,
  isMeant: (model: Model) => boolean,
  { house }: Pick<Call, 'house'>,
): Promise<string> {
  const models = (await house.models.list()).filter(isMeant)
  return modelNamed(name, models)?.filename ?? name
}
