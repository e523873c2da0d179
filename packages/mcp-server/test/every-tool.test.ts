import { describe, expect, test } from 'vitest'
import { type Connected, connect, textOf } from './connected.ts'
import { finishAtOnce, pictureId, sample } from './sample-house.ts'

/** The official client refuses an answer that does not keep to its tool's output schema, once it has the list. */
async function connectedTo(era: 'legacy' | 'auto'): Promise<Connected> {
  const connected = await connect({ ...sample, era })
  finishAtOnce(connected.house)
  await connected.client.listTools()
  return connected
}

const png = 'iVBORw0KGgo='

/** Arguments with which each tool does something. */
const calls: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  generate_image: { prompt: 'a fox' },
  edit_image: { prompt: 'make it winter', image: pictureId, strength: 0.5 },
  upscale_image: { image: { gallery: pictureId }, factor: 4 },
  list_workflows: { name: 'portrait' },
  run_workflow: { name: 'portrait', inputs: { prompt: 'a smith', photo: pictureId } },
  list_jobs: { status: ['completed'] },
  submit_batch: { items: ['a fox', 'a hen'] },
  list_models: { query: 'xl' },
  search_gallery: { query: 'lighthouse' },
  view_image: { id: pictureId },
  get_image_metadata: { id: pictureId },
  regenerate: { id: pictureId, overrides: { width: 512, height: 512 } },
  upload_image: { data: png },
}

/** What a job has to be begun for. */
const ofJob = ['get_job', 'wait_for_job', 'cancel_job']

describe.each(['legacy', 'auto'] as const)('the official client (%s)', (era) => {
  test('is offered these tools, each with a title, a description, annotations and both schemas', async () => {
    await using connected = await connectedTo(era)
    const { tools } = await connected.client.listTools()
    expect(tools.map(({ name }) => name)).toEqual([
      'generate_image',
      'edit_image',
      'upscale_image',
      'list_workflows',
      'run_workflow',
      'get_job',
      'wait_for_job',
      'cancel_job',
      'list_jobs',
      'submit_batch',
      'get_batch',
      'list_models',
      'search_gallery',
      'view_image',
      'get_image_metadata',
      'regenerate',
      'upload_image',
    ])
    for (const { title, description, annotations, inputSchema, outputSchema } of tools) {
      expect({ title, description }).toEqual({
        title: expect.stringMatching(/^[A-Z]/),
        description: expect.stringMatching(/\.$/),
      })
      expect(annotations).toMatchObject({
        readOnlyHint: expect.any(Boolean),
        destructiveHint: expect.any(Boolean),
        idempotentHint: expect.any(Boolean),
        openWorldHint: expect.any(Boolean),
      })
      expect(inputSchema.type).toBe('object')
      expect(outputSchema).toMatchObject({ type: 'object' })
    }
  })

  test('every argument of every tool says what it is', async () => {
    await using connected = await connectedTo(era)
    const { tools } = await connected.client.listTools()
    const silent = tools.flatMap(({ name, inputSchema }) =>
      Object.entries(inputSchema.properties ?? {}).flatMap(([argument, schema]) =>
        'description' in Object(schema) ? [] : [`${name}.${argument}`],
      ),
    )
    expect(silent).toEqual([])
  })

  test.each(Object.entries(calls))(
    '%s answers by its schema, and the same as text',
    async (name, given) => {
      await using connected = await connectedTo(era)
      const result = await connected.client.callTool({ name, arguments: given })
      expect(result.isError ? textOf(result) : '').toBe('')
      expect(result.isError ?? false).toBe(false)
      const [first] = result.content
      expect(first?.type === 'text' && JSON.parse(first.text)).toEqual(result.structuredContent)
    },
  )

  test.each(ofJob)('%s answers by its schema', async (name) => {
    await using connected = await connectedTo(era)
    const { ids } = await connected.house.jobs.submit(
      { words: { prompt: 'a fox' } },
      {
        caller: { client: 'x', origin: 'http://localhost', signal: AbortSignal.timeout(60_000) },
      },
    )
    const result = await connected.client.callTool({ name, arguments: { job_id: ids[0] } })
    expect(result.isError ?? false).toBe(false)
    expect(result.structuredContent).toMatchObject({ job_id: ids[0], status: 'completed' })
  })

  test('get_batch answers by its schema what submit_batch began', async () => {
    await using connected = await connectedTo(era)
    const begun = await connected.client.callTool({
      name: 'submit_batch',
      arguments: { prompt: 'a fox', count: 2 },
    })
    const { batch_id } = Object(begun.structuredContent)
    const result = await connected.client.callTool({ name: 'get_batch', arguments: { batch_id } })
    expect(result.structuredContent).toMatchObject({ batch_id, total: 2, completed: 2 })
  })

  test('pictures of the gallery are resources, made small', async () => {
    await using connected = await connectedTo(era)
    const uri = `darkroom://image/${pictureId}`
    const { resources } = await connected.client.listResources()
    expect(resources).toMatchObject([
      { uri, title: 'a lighthouse at dawn', mimeType: 'image/webp' },
    ])
    const { contents } = await connected.client.readResource({ uri })
    expect(contents).toMatchObject([{ uri, mimeType: 'image/webp', blob: 'AQID' }])
    await expect(
      connected.client.readResource({ uri: 'darkroom://image/unknown' }),
    ).rejects.toThrow(/not found/i)
  })
})
