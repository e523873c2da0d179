import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { describeSceneProducer } from '../../test/scene-producer-contract.ts'
import { request } from '../../test/stories.ts'
import {
  type CommandOptions,
  createCommandSceneProducer,
  SceneProducerInvalidAnswerError,
  SceneProducerUnavailableError,
} from '../index.ts'

const example = fileURLToPath(new URL('../../examples/scene-program.mjs', import.meta.url))

describeSceneProducer('The command producer', async () => ({
  ...createCommandSceneProducer({ command: [process.execPath, example] }),
  [Symbol.asyncDispose]: async () => undefined,
}))

/** Runs a producer whose program has these lines. */
const produce = (script: string, options: Partial<CommandOptions> = {}, signal?: AbortSignal) =>
  createCommandSceneProducer({
    command: [process.execPath, '--input-type=module', '--eval', script],
    ...options,
  }).produce(request, signal && { signal })

const print = (frames: string): string => `console.log(JSON.stringify({ frames: ${frames} }))`
const seven = "Array.from({ length: 7 }, (_, n) => ({ prompt: 'moment ' + n }))"

test('the program reads the request in snake_case', async () => {
  const script = `
    import { text } from 'node:stream/consumers'
    const { story, ...rest } = JSON.parse(await text(process.stdin))
    ${print("Array.from({ length: 7 }, (_, n) => ({ prompt: 'p' + n, description: JSON.stringify(rest) }))")}`
  const { frames } = await produce(script)
  expect(JSON.parse(frames[0]?.description ?? '')).toEqual({
    schema: 'darkroom-scenes/1',
    frame_count: 7,
    narrative_arc: null,
    model: 'dreamscape_xl',
    style: 'sdxl',
    keywords: [],
    quality_prefix: expect.stringContaining('cinematic'),
    negative_prompt: expect.stringContaining('lowres'),
  })
})

test('a program may leave its input unread', async () => {
  expect((await produce(print(seven))).frames).toHaveLength(7)
})

test('too many frames are cut', async () => {
  const eight = seven.replace('7', '8')
  expect((await produce(print(eight))).frames).toHaveLength(7)
})

test('arguments reach the program as they are, for no shell looks at them', async () => {
  const script = print('Array.from({ length: 7 }, (_, n) => ({ prompt: n + process.argv.at(-1) }))')
  const dangerous = '$(whoami); `id` > /tmp/x | * "quoted"'
  const command = [process.execPath, '--input-type=module', '--eval', script, dangerous]
  const { frames } = await createCommandSceneProducer({ command }).produce(request)
  expect(frames[0]?.prompt).toBe(`0${dangerous}`)
})

describe('a program that fails', () => {
  test('with an exit code is unavailable, and its last words are passed on', async () => {
    const failing = produce("console.error('no model found'); process.exitCode = 3")
    await expect(failing).rejects.toThrow(SceneProducerUnavailableError)
    await expect(failing).rejects.toThrow(/ended with exit code 3; it last said: no model found/)
  })

  test('with a very long complaint has the end of it passed on', async () => {
    const failing = produce(
      "process.stderr.write('x'.repeat(100_000) + 'the end', () => process.exit(1))",
    )
    const error = await failing.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ message: expect.stringMatching(/the end$/) })
    expect(`${error}`.length).toBeLessThan(2500)
  })

  test('with a traceback has the line passed on that says what was wrong', async () => {
    const failing = produce(
      "console.error('Traceback:\\n  File 3\\nKeyError: story\\n'); process.exitCode = 1",
    )
    await expect(failing).rejects.toThrow(/it last said: KeyError: story$/)
    await expect(failing).rejects.toMatchObject({ cause: expect.stringContaining('File 3') })
  })

  test('by a signal is unavailable', async () => {
    await expect(produce("process.kill(process.pid, 'SIGKILL')")).rejects.toThrow(/by SIGKILL/)
  })

  test('to exist is unavailable', async () => {
    const failing = produce('', { command: ['/no/such/program'] })
    await expect(failing).rejects.toThrow(SceneProducerUnavailableError)
    await expect(failing).rejects.toThrow(/cannot be started/)
  })

  test.each([
    ['words', "console.log('hello')"],
    ['nothing', ''],
    ['other JSON', 'console.log(\'{"scenes": []}\')'],
    ['too few frames', print("[{ prompt: 'one' }]")],
    ['frames without prompts', print('Array(7).fill({})')],
  ])('to print scenes but prints %s has given no valid answer', async (_what, script) => {
    await expect(produce(script)).rejects.toThrow(SceneProducerInvalidAnswerError)
  })

  test('to stop printing is stopped', async () => {
    const endless = "const go = () => process.stdout.write('x'.repeat(65_536), go); go()"
    const failing = produce(endless, { maxOutputBytes: 100_000 })
    await expect(failing).rejects.toThrow(SceneProducerInvalidAnswerError)
    await expect(failing).rejects.toThrow(/more than 100000 bytes/)
  })

  test('to end in time is stopped', async () => {
    await expect(produce('setInterval(() => 0, 1000)', { timeoutMs: 50 })).rejects.toThrow(
      /did not finish within 0.05 seconds/,
    )
  })
})

/** A server to which processes connect; each is alive as long as its socket is open. */
async function createMeetingPoint() {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    sockets.push(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    sockets,
    call: `const { connect } = await import('node:net'); connect(${port}, '127.0.0.1').resume();`,
    async [Symbol.asyncDispose](): Promise<void> {
      server.close()
      await once(server, 'close')
    },
  }
}

test('an abort ends the program and all that it started, even what will not listen', async () => {
  await using meeting = await createMeetingPoint()
  const stubborn = `process.on('SIGTERM', () => 0); ${meeting.call}`
  const script = `
    import { spawn } from 'node:child_process'
    ${stubborn}
    spawn(process.execPath, ['--input-type=module', '--eval', ${JSON.stringify(stubborn)}], { stdio: 'inherit' })`
  const controller = new AbortController()
  const producing = produce(script, { killAfterMs: 20 }, controller.signal)
  await expect.poll(() => meeting.sockets.length).toBe(2)
  const closed = meeting.sockets.map((socket) => once(socket, 'close'))
  controller.abort(new Error('never mind'))
  await expect(producing).rejects.toThrow('never mind')
  await Promise.all(closed)
})

test.each(['ignore', 'inherit'])(
  'what a program leaves behind that will not listen (%s) is ended as well',
  async (stdio) => {
    await using meeting = await createMeetingPoint()
    const stubborn = `process.on('SIGTERM', () => 0); ${meeting.call} process.send('ready'); process.disconnect()`
    const script = `
      import { spawn } from 'node:child_process'
      const left = spawn(process.execPath, ['--input-type=module', '--eval', ${JSON.stringify(stubborn)}], { stdio: ['ignore', '${stdio}', 'ignore', 'ipc'] })
      left.once('message', () => { ${print(seven)}; process.exit(0) })`
    expect((await produce(script, { killAfterMs: 20 })).frames).toHaveLength(7)
    await expect.poll(() => meeting.sockets.map(({ destroyed }) => destroyed)).toEqual([true])
  },
)

test('a program may end without reading however much it is given', async () => {
  const story = 'a very long story with many words '.repeat(30).slice(0, 1000)
  const keywords = Array.from({ length: 20 }, (_, n) => `${n}`.padEnd(100, '語'))
  const command = [
    process.execPath,
    '--input-type=module',
    '--eval',
    `${print(seven)}; process.exit(0)`,
  ]
  const { frames } = await createCommandSceneProducer({ command }).produce({
    ...request,
    story,
    keywords,
  })
  expect(frames).toHaveLength(7)
})

test('what a program leaves behind does not hold up its answer, and is ended', async () => {
  await using meeting = await createMeetingPoint()
  const script = `
    import { spawn } from 'node:child_process'
    const left = spawn(process.execPath, ['--input-type=module', '--eval', ${JSON.stringify(`${meeting.call} console.log('ready')`)}], { stdio: ['ignore', 'pipe', 'inherit'] })
    left.stdout.once('data', () => { ${print(seven)}; process.exit(0) })`
  expect((await produce(script)).frames).toHaveLength(7)
  await expect.poll(() => meeting.sockets.every(({ destroyed }) => destroyed)).toBe(true)
  expect(meeting.sockets).toHaveLength(1)
})
