import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

const runDemo = async (
  environment: Record<string, string>,
  {
    interruptAfter,
    args = ['--once'],
  }: { readonly interruptAfter?: string; readonly args?: readonly string[] } = {},
) => {
  const cwd = await mkdtemp(join(tmpdir(), 'darkroom-demo-'))
  onTestFinished(() => rm(cwd, { recursive: true, force: true, maxRetries: 10 }))
  const child = spawn(process.execPath, ['--conditions=@darkroom/source', main, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...environment },
  })
  const onData = (data: Buffer): void => {
    if (interruptAfter === undefined || !data.includes(interruptAfter)) return
    child.stdout.off('data', onData)
    child.kill('SIGINT')
  }
  child.stdout.on('data', onData)
  const [printed, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { cwd, printed, errors, code }
}

test('with --once it shows progress, leaves a picture with sidecar and thumbnail in a folder of its own and ends with status 0', async () => {
  const { cwd, printed, errors, code } = await runDemo({ BACKEND_PORT: '0' })
  expect(errors).toBe('')
  expect(code).toBe(0)
  expect(printed).toContain('100 % completed')
  // Nobody answers there any more when it has ended.
  expect(printed.slice(printed.indexOf('The picture'))).not.toContain('http://')
  const [, file = ''] = /file +(\S+\.png)/.exec(printed) ?? []
  expect(file.startsWith(join(cwd, '.demo', 'gallery'))).toBe(true)
  await access(file)
  await access(file.replace('.png', '.json'))
  await access(join(dirname(file), '.thumbnails', `${basename(file)}.webp`))
})

test('while it serves it says where; GALLERY_STORAGE_PATH and STATE_PATH of the environment are used', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-demo-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))
  const paths = {
    GALLERY_STORAGE_PATH: join(folder, 'pictures'),
    STATE_PATH: join(folder, 'state'),
  }
  const { cwd, printed, code } = await runDemo(
    { BACKEND_PORT: '0', ...paths },
    { interruptAfter: 'Serving until', args: [] },
  )
  expect(code).toBe(0)
  expect(printed).toMatch(/^Open http:\/\/127\.0\.0\.1:\d+\/\n/)
  expect(printed).toMatch(/documentation +http:\/\/127\.0\.0\.1:\d+\/docs/)
  const [, file = ''] = /file +(\S+\.png)/.exec(printed) ?? []
  expect(file.startsWith(paths.GALLERY_STORAGE_PATH)).toBe(true)
  await access(join(paths.STATE_PATH, 'queue'))
  await expect(access(join(cwd, '.demo', 'state'))).rejects.toThrow('ENOENT')
})

test('an argument that it does not know is one line; --help tells what there is', async () => {
  const [wrong, help] = await Promise.all([
    runDemo({}, { args: ['--frobnicate'] }),
    runDemo({}, { args: ['--help'] }),
  ])
  expect(wrong.errors).toBe("Unknown option '--frobnicate'\n")
  expect(wrong.code).toBe(1)
  expect(help.printed).toContain('--once')
  expect(help.code).toBe(0)
})

test('an interrupt stops it in the middle of a picture, and the status says so', async () => {
  const { printed, errors, code } = await runDemo(
    { BACKEND_PORT: '0' },
    { interruptAfter: 'Generating' },
  )
  expect(errors).toBe('Stopped before the picture was finished.\n')
  expect(printed).not.toContain('completed')
  expect(code).toBe(130)
})

test('when it cannot start it says why and ends with status 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => {
    other.close()
  })
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const { errors, code } = await runDemo({ BACKEND_PORT: String(port) })
  expect(code).toBe(1)
  expect(errors).toContain(`Port ${port} on 127.0.0.1 is taken`)
})
