import { expect, test } from 'vitest'
import { type WaitingFacts, type WaitingServer, waitingFor } from './waiting-for.ts'

const up: WaitingServer = {
  name: 'one',
  url: 'http://one',
  status: 'ready',
  answers: true,
  hasFiles: true,
  lacks: [],
}
const two: WaitingServer = { ...up, name: 'two', url: 'http://two' }
const down = { status: 'unreachable', answers: false } as const

const queued: WaitingFacts = {
  state: 'queued',
  stage: undefined,
  paused: undefined,
  position: 0,
  placedOn: undefined,
  files: ['base/dream.safetensors'],
  disk: undefined,
  servers: [up, two],
}
const running: WaitingFacts = { ...queued, state: 'running', stage: 'running', placedOn: 'one' }

const cases: readonly [name: string, facts: WaitingFacts, reason: string, text: RegExp][] = [
  ['other jobs', { ...queued, position: 2 }, 'turn', /^2 jobs run before it\.$/],
  ['nothing but its turn', queued, 'turn', /^It is next\.$/],
  ['a paused queue', { ...queued, paused: 'queue' }, 'paused', /^Its queue is paused\.$/],
  ['a paused group', { ...queued, paused: 'group' }, 'paused', /batch or sequence is paused/],
  ['the frame before', { ...queued, state: 'blocked' }, 'previous', /frame before it/],
  ['a moment after a fault', { ...queued, state: 'delayed' }, 'retry', /tried again/],
  [
    'a ComfyUI that is not there',
    { ...queued, servers: [{ ...up, ...down }] },
    'comfyui',
    /^ComfyUI at http:\/\/one does not answer/,
  ],
  [
    'a login that stands before ComfyUI',
    { ...queued, servers: [{ ...up, ...down, problem: 'http://one refuses us (401).' }] },
    'comfyui',
    /^http:\/\/one refuses us \(401\); the job begins as soon as ComfyUI answers there\.$/,
  ],
  [
    'any of several that are not there',
    { ...queued, servers: [up, two].map((server) => ({ ...server, ...down })) },
    'comfyui',
    /http:\/\/one, http:\/\/two/,
  ],
  [
    'a pause rather than servers that are not there',
    { ...queued, paused: 'queue', servers: [{ ...up, ...down }] },
    'paused',
    /./,
  ],
  [
    'the server that may still have it',
    { ...queued, placedOn: 'one', servers: [{ ...up, ...down }, two] },
    'comfyui',
    /may still run on ComfyUI at http:\/\/one/,
  ],
  [
    'a model that only a dead server has',
    {
      ...queued,
      servers: [
        { ...up, ...down },
        { ...two, hasFiles: false, lacks: ['base/dream.safetensors'] },
      ],
    },
    'model',
    /^base\/dream\.safetensors is only on http:\/\/one, which does not answer\.$/,
  ],
  [
    'servers that take no work',
    {
      ...queued,
      servers: [
        { ...up, status: 'draining' },
        { ...two, status: 'suspect' },
      ],
    },
    'server',
    /http:\/\/one is drained.*http:\/\/two failed at several jobs/,
  ],
  [
    'the only server with the model, which takes no work',
    {
      ...queued,
      servers: [
        { ...up, status: 'stuck' },
        { ...two, hasFiles: false },
      ],
    },
    'server',
    /http:\/\/one does not stop/,
  ],
  ['a disk', { ...queued, disk: 'The gallery is away' }, 'disk', /^The gallery is away; /],
  [
    'the server that runs it',
    { ...running, servers: [{ ...up, ...down }, two] },
    'comfyui',
    /^ComfyUI at http:\/\/one does not answer; the job goes on/,
  ],
  ['an answer about its prompt', { ...running, stage: 'server-unreachable' }, 'comfyui', /./],
  ['space for its pictures', { ...running, stage: 'waiting-for-space' }, 'disk', /disk is full/],
  ['prompts of others', { ...running, stage: 'pending' }, 'turn', /Prompts of others/],
]

test.each(cases)('a job waits for %s', (_, facts, reason, text) => {
  const found = waitingFor(facts)
  expect(found?.reason).toBe(reason)
  expect(found?.text).toMatch(text)
  expect(found?.text).toMatch(/\.$/)
})

test('only the files are told that no answering server has', () => {
  const three = { ...up, name: 'three', url: 'http://three', hasFiles: false }
  const text = (first: readonly string[], second: readonly string[], away = [up]) =>
    waitingFor({
      ...queued,
      files: ['a', 'b', 'c'],
      servers: [
        ...away.map((server) => ({ ...server, ...down })),
        { ...two, hasFiles: false, lacks: first },
        { ...three, lacks: second },
      ],
    })?.text
  expect(text(['a', 'b'], ['b', 'c'])).toBe('b is only on http://one, which does not answer.')
  expect(text(['a', 'b'], ['a', 'b'])).toBe(
    'a and b are only on http://one, which does not answer.',
  )
  expect(text(['a'], ['b'])).toBe(
    'a, b and c are together only on http://one, which does not answer.',
  )
  expect(text([], ['b'])).toBe('What it needs is only on http://one, which does not answer.')
  const four = { ...up, name: 'four', url: 'http://four' }
  expect(text(['a'], ['a'], [up, four])).toBe(
    'a is only on http://one and http://four, which do not answer.',
  )
})

test('a job that a server works on waits for nothing', () => {
  expect(waitingFor(running)).toBeUndefined()
  expect(waitingFor({ ...running, stage: 'collecting' })).toBeUndefined()
})

test('a job that no server has the files for is taken by any, which says so', () => {
  const servers = [up, two].map((server) => ({ ...server, hasFiles: false }))
  expect(waitingFor({ ...queued, servers })?.reason).toBe('turn')
})
