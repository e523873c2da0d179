import { type Models, notFound } from '@darkroom/door-ports'

/** The header of a model's file. @throws DoorError 404 */
export async function metadataOf(
  models: Models,
  filename: string,
): Promise<Readonly<Record<string, unknown>>> {
  const model = (await models.list()).find((one) => one.filename === filename)
  if (model === undefined) throw notFound(`model ${filename}`)
  const { metadata } = await models.details(model)
  return metadata
}
