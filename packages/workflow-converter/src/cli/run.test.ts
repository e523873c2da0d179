import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildPng } from '../../test/build-png.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'darkroom-convert-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function call(...args: string[]) {
  const printed: string[] = []
  const told: string[] = []
  const status = run(args, {
    now: new Date(2026, 0, 2),
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
  })
  return { status, printed, told }
}

const workflow = `{"nodes":[{"id":1,"type":"Noise","widgets_values":[18446744073709551615,"fixed"]}],"links":[]}`
const info = file(
  'core.json',
  '{"Noise":{"input":{"required":{"seed":["INT",{"default":NaN}]}},"display_name":"Noise"}}',
)
const more = file('more.json', '{"Save":{"input":{"required":{"filename_prefix":["STRING"]}}}}')
const prompt = '"1":{"class_type":"Noise","inputs":{"seed":18446744073709551615}'

test('one file gives its prompt, with every digit of a seed', () => {
  const { status, printed } = call(file('one.json', workflow), '--object-info', info)
  expect(status).toBe(0)
  expect(printed[0]?.replaceAll(/\s/g, '')).toBe(`{${prompt},"_meta":{"title":"Noise"}}}`)
})

test('several files give a line each, whatever holds them', () => {
  const picture = file('picture.png', buildPng({ workflow }))
  const api = file('api.json', `{${prompt},"is_changed":["x"]}}`)
  const app = file('app.app.json', workflow)
  const gone = join(folder, 'gone.json')
  const { status, printed } = call(picture, api, app, gone, '--object-info', info)
  expect(status).toBe(1)
  expect(printed.map((line) => line.includes(`"prompt":{${prompt}`))).toEqual([
    true,
    true,
    true,
    false,
  ])
  expect(printed[3]).toBe(JSON.stringify({ file: gone, error: 'there is no such file' }))
})

test('what stands against it is told, and shown with --partial what could be converted', () => {
  const path = file(
    'unknown.json',
    '{"nodes":[{"id":7,"type":"Nobody","properties":{"cnr_id":"some-pack"}},{"id":8,"type":"Save"}],"links":[]}',
  )
  const all = ['--object-info', info, '--object-info', more]
  expect(call(path, ...all)).toMatchObject({
    status: 1,
    printed: [],
    told: [
      'Nobody (7): the server does not have the class "Nobody"; it comes with the node pack some-pack',
    ],
  })
  expect(call(path, '--partial', ...all).printed[0]).toContain('"filename_prefix"')
})

test('a wrong call says what is wrong', () => {
  expect(call('x.json')).toMatchObject({ status: 2 })
  expect(call('x.json').told[0]).toContain('--object-info FILE')
  expect(call('--nonsense').status).toBe(2)
  expect(call('x.json', '--object-info', join(folder, 'no')).told).toEqual([
    `--object-info ${join(folder, 'no')}: there is no such file`,
  ])
  expect(call('--help')).toMatchObject({ status: 0 })
})

test('what is no workflow is told in a sentence', () => {
  const told = (name: string, content: string | Uint8Array) =>
    call(file(name, content), '--object-info', info).told
  expect(told('broken.json', '{"nodes":')).toEqual(['it is not valid JSON'])
  expect(told('text.txt', 'hello')[0]).toContain('neither JSON nor a file with a workflow')
  expect(told('empty.png', buildPng({}))[0]).toContain('neither JSON nor a file with a workflow')
  expect(told('list.json', '[]')[0]).toContain('JSON object')
})
