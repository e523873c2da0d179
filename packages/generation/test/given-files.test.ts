import { readdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { createComfyClient } from '@darkroom/comfy-client'
import type { FaultHandle, Simulator } from '@darkroom/comfy-simulator'
import { expect, test } from 'vitest'
import { createGeneration } from '../src/create-generation.ts'
import { WrongStateError } from '../src/errors.ts'
import { readAttempt } from '../src/job/attempt-record.ts'
import type { GivenFile } from '../src/job/given-file.ts'
import { fromPicture, type KeptFiles, keepFiles } from './kept-files.ts'
import { greyPng } from './png.ts'
import { openStudio, type Studio, type StudioOptions } from './studio.ts'

/** Counts the uploads to a server. */
const uploadsTo = (simulator: Simulator): FaultHandle =>
  simulator.faults.add({ kind: 'delay', route: 'POST /upload/image', ms: 0, times: 'always' })

interface Scene extends AsyncDisposable {
  readonly studio: Studio
  readonly kept: KeptFiles
  readonly file: GivenFile & { readonly upload: string }
  /** Numbers of uploads, by server. */
  readonly uploads: () => readonly number[]
}

async function setUp(options: StudioOptions = {}): Promise<Scene> {
  const kept = await keepFiles()
  const studio = await openStudio({ inputFiles: kept.inputFiles, ...options })
  const counters = studio.simulators.map(uploadsTo)
  return {
    studio,
    kept,
    file: await kept.keep(greyPng(90)),
    uploads: () => counters.map(({ hits }) => hits),
    async [Symbol.asyncDispose]() {
      await studio[Symbol.asyncDispose]()
      await kept[Symbol.asyncDispose]()
    },
  }
}

const run = async ({ studio, file }: Pick<Scene, 'studio' | 'file'>, changes: object = {}) => {
  const { requestId } = await studio.generation.accept(fromPicture(file, changes))
  return studio.ended(requestId)
}

test('the file of a batch of five is put onto its server once, under its name, as it is', async () => {
  await using scene = await setUp()
  const { studio, file } = scene
  const batch = await studio.generation.groups.accept('batch', {
    ...fromPicture(file),
    batchCount: 5,
  })
  for (const id of batch.jobIds)
    expect(await studio.ended(id)).toMatchObject({ status: 'completed' })
  expect(scene.uploads()).toEqual([1])
  const folder = studio.simulator.inputDirectory
  expect(await readdir(folder)).toEqual([file.name])
  expect(await readFile(join(folder, file.name))).toEqual(greyPng(90))
})

test('each of two servers gets the file once, and one that has it already does not', async () => {
  await using scene = await setUp({ simulators: [{ stepsPerSecond: 60 }, { stepsPerSecond: 60 }] })
  const { studio, file } = scene
  const { generation } = studio
  const request = { ...fromPicture(file), batchCount: 6 }
  for (const id of (await generation.groups.accept('batch', request)).jobIds) await studio.ended(id)
  expect(scene.uploads()).toEqual([1, 1])
  await studio.close()
  await studio.open()
  expect(await run(scene, { seed: 8 })).toMatchObject({ status: 'completed' })
  expect(scene.uploads()).toEqual([1, 1])
})

test.each([
  ['before the prompt is judged', 'prompt', { enqueue: 1, error: 0 }],
  ['between the prompt and its run', 'start', { enqueue: 2, error: 1 }],
] as const)('a file that is lost %s is given again, and the job runs', async (_, at, counts) => {
  await using scene = await setUp()
  const { studio } = scene
  studio.simulator.faults.add({ kind: 'uploads-lost', at })
  expect(await run(scene)).toMatchObject({ status: 'completed' })
  expect(scene.uploads()).toEqual([2])
  expect(studio.count('enqueue')).toBe(counts.enqueue)
  expect(studio.count('error')).toBe(counts.error)
})

test('a restarted server is asked for the file, and given it when it is not there', async () => {
  await using scene = await setUp()
  const { studio } = scene
  await run(scene)
  await studio.simulator.restart()
  expect(await run(scene, { seed: 8 })).toMatchObject({ status: 'completed' })
  expect(scene.uploads()).toEqual([1])
  studio.simulator.faults.add({ kind: 'uploads-lost', at: 'restart' })
  await studio.simulator.restart()
  expect(await run(scene, { seed: 9 })).toMatchObject({ status: 'completed' })
  expect(scene.uploads()).toEqual([2])
})

test('a server that loses it each time is given it so many times, and told of', async () => {
  await using scene = await setUp()
  const { studio, file } = scene
  studio.simulator.faults.add({ kind: 'uploads-lost', at: 'start', times: 'always' })
  expect(await run(scene)).toMatchObject({
    status: 'error',
    error: expect.stringContaining(`server-1 loses the input file ${file.name}`),
    errorInfo: { code: 'input_lost' },
  })
  expect(studio.count('enqueue')).toBe(5)
})

test('a server that takes no such file is told of, and another one takes the job', async () => {
  await using scene = await setUp()
  const { studio } = scene
  studio.simulator.faults.add({ kind: 'upload-refused', times: 'always' })
  expect(await run(scene)).toMatchObject({
    status: 'error',
    errorInfo: { code: 'comfyui_too_large', hint: expect.stringContaining('--max-upload-size') },
  })
  expect(studio.count('enqueue')).toBe(0)
  await using both = await setUp({ simulators: [{}, {}] })
  both.studio.simulator.faults.add({ kind: 'upload-refused', times: 'always' })
  expect(await run(both)).toMatchObject({ status: 'completed', server: 'server-2' })
})

test('a failure that may pass is waited for a little', async () => {
  await using scene = await setUp()
  const { faults } = scene.studio.simulator
  faults.add({ kind: 'upload-refused', status: 500, times: 2 })
  expect(await run(scene)).toMatchObject({ status: 'completed' })
  faults.add({ kind: 'uploads-lost', at: 'prompt' })
  faults.add({ kind: 'reset', route: 'POST /upload/image' })
  expect(await run(scene, { seed: 8 })).toMatchObject({ status: 'completed' })
  faults.add({ kind: 'uploads-lost', at: 'prompt' })
  faults.add({ kind: 'upload-refused', status: 500, times: 'always' })
  expect(await run(scene, { seed: 9 })).toMatchObject({
    status: 'error',
    errorInfo: { code: 'input_refused', hint: expect.stringContaining('disk') },
  })
})

test('an answer with another name is a refusal, for the graph names ours', async () => {
  await using scene = await setUp()
  const { studio } = scene
  await studio.close()
  const client = createComfyClient({ baseUrl: studio.simulator.url })
  const renaming = {
    ...client,
    uploadFile: async () => ({ filename: 'darkroom (1).png', subfolder: '', type: 'input' }),
  }
  await studio.open({ servers: [{ name: 'server-1', client: renaming }] })
  expect(await run(scene)).toMatchObject({
    status: 'error',
    error: 'server-1 keeps an input file under another name, "darkroom (1).png"',
  })
})

test('an upload is called off by a cancel, and by a stop, after which it is begun anew', async () => {
  await using scene = await setUp()
  const { studio, file } = scene
  const { faults } = studio.simulator
  const hanging = faults.add({ kind: 'hang', route: 'POST /upload/image', times: 'always' })
  const uploading = async (seed: number): Promise<string> => {
    const { requestId } = await studio.generation.accept(fromPicture(file, { seed }))
    await expect
      .poll(() => studio.generation.get(requestId))
      .toMatchObject({ status: 'processing', stage: 'uploading', server: 'server-1' })
    return requestId
  }
  const first = await uploading(7)
  await studio.generation.cancel(first)
  expect(await studio.ended(first)).toMatchObject({ status: 'cancelled' })
  const second = await uploading(8)
  await studio.close()
  expect(readAttempt(studio.queue.get(second)?.checkpoint)).toBeUndefined()
  hanging.remove()
  await studio.open()
  expect(await studio.ended(second)).toMatchObject({ status: 'completed' })
  expect(studio.count('enqueue')).toBe(1)
})

test('a server that is gone leaves the job to another', async () => {
  await using scene = await setUp({ simulators: [{}, {}] })
  const { studio, file } = scene
  studio.simulator.faults.add({ kind: 'hang', route: 'POST /upload/image', times: 'always' })
  const { requestId } = await studio.generation.accept(fromPicture(file))
  await expect.poll(() => studio.generation.get(requestId)?.stage).toBe('uploading')
  await studio.simulator.stop()
  expect(await studio.ended(requestId)).toMatchObject({ status: 'completed', server: 'server-2' })
})

test('a file that is kept no longer runs where a server has it, and else is refused or fails', async () => {
  await using scene = await setUp({ simulators: [{}, {}] })
  const { studio, file, kept } = scene
  const { generation } = studio
  const [one, other] = studio.simulators
  await generation.drainServer('server-1')
  const { requestId } = await run(scene)
  await generation.resumeServer('server-1')
  await kept.drop(file)
  const again = await generation.retry(requestId)
  expect(await studio.ended(again.requestId)).toMatchObject({
    status: 'completed',
    server: 'server-2',
    files: [file],
  })
  await unlink(join(other?.inputDirectory ?? '', file.name))
  await expect(generation.retry(requestId)).rejects.toThrow(WrongStateError)
  await expect(generation.retry(requestId)).rejects.toThrow(
    `kept no longer (upload ${file.upload})`,
  )
  // It goes while the job waits.
  const gone = await kept.keep(greyPng(10))
  await generation.pause()
  const waiting = await generation.accept(fromPicture(gone))
  await kept.drop(gone)
  await generation.resume()
  expect(await studio.ended(waiting.requestId)).toMatchObject({
    status: 'error',
    error: 'The file that it was given is kept no longer',
    errorInfo: { code: 'input_gone', hint: 'Send it again, and start anew.' },
  })
  expect(await readdir(one?.inputDirectory ?? '')).toEqual([])
})

test('a picture of another job is taken from the gallery when its turn comes', async () => {
  await using scene = await setUp()
  const { studio } = scene
  const { generation } = studio
  const before = await run(scene)
  const late = (index: number, job = before.requestId): GivenFile => ({
    name: `darkroom_job_${job}_${index}.png`,
    job,
    index,
  })
  const after = await generation.accept(fromPicture(late(0)))
  expect(await studio.ended(after.requestId)).toMatchObject({ status: 'completed' })
  const [image] = before.images
  const path = join(studio.galleryRoot, image?.path ?? '')
  const given = await readFile(join(studio.simulator.inputDirectory, late(0).name))
  expect(given).toEqual(await readFile(path))

  const failure = async (file: GivenFile) => {
    const { requestId } = await generation.accept(fromPicture(file, { seed: 9 }))
    const { status, error, errorInfo } = await studio.ended(requestId)
    expect([status, errorInfo?.code]).toEqual(['error', 'input_gone'])
    return error
  }
  expect(await failure(late(3))).toContain('takes picture 4 of job')
  expect(await failure(late(0, crypto.randomUUID()))).toContain('which is not known any more')
  await studio.simulator.restart()
  await unlink(path)
  await unlink(join(studio.simulator.inputDirectory, late(0).name))
  expect(await failure(late(0))).toContain(`${image?.path}, which is not in the gallery any more`)
})

test('uploads are in use while jobs wait or run, also of groups and before a start', async () => {
  await using scene = await setUp()
  const { studio, kept, file } = scene
  const { generation } = studio
  const [second, third] = [await kept.keep(greyPng(1)), await kept.keep(greyPng(2))]
  const ids = [file, second, third].map(({ upload }) => upload)
  await run(scene)
  expect([...generation.uploadsInUse(ids)]).toEqual([])
  await generation.pause()
  const waiting = await generation.accept(fromPicture(file))
  await generation.groups.accept('batch', { ...fromPicture(second), batchCount: 2 })
  expect([...generation.uploadsInUse(ids)].sort()).toEqual([file.upload, second.upload].sort())
  await generation.cancel(waiting.requestId)
  await studio.close()
  await using next = createGeneration({
    queue: studio.queue,
    workflows: [],
    servers: [{ name: 'server-1', client: createComfyClient({ baseUrl: studio.simulator.url }) }],
    galleryRoot: studio.galleryRoot,
    stateDirectory: studio.stateDirectory,
  })
  expect([...next.uploadsInUse(ids)]).toEqual([second.upload])
})

test('the check of the servers counts a given file as there', async () => {
  await using scene = await setUp()
  const { studio, file } = scene
  const request = fromPicture(file)
  expect(await studio.generation.check(request)).toEqual([{ server: 'server-1', obstacles: [] }])
  expect(await studio.generation.check({ ...request, files: [] })).toEqual([
    { server: 'server-1', obstacles: [expect.objectContaining({ code: 'file_missing' })] },
  ])
})
