import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../test/running-darkroom.ts'
import { openSessions } from './session-file.ts'
import { createSessions, type SessionKeeper, type SessionState, sessionMs } from './sessions.ts'

const key = Buffer.alloc(32, 7).toString('base64url')
const create = ({ token = 'a-token-of-sixteen-or-more', state = { key, ended: [] } } = {}) => {
  let time = 1_800_000_000_000
  const saved: SessionState[] = []
  let present: SessionState = state
  const keeper: SessionKeeper = {
    current: () => present,
    change: async (change) => {
      present = change(present)
      saved.push(present)
    },
  }
  const sessions = createSessions(keeper, { token, now: () => time })
  return { sessions, saved, wait: (ms: number) => (time += ms) }
}

test('a session is open for its time and no longer', () => {
  const { sessions, wait } = create()
  const { value, expiresMs } = sessions.open()
  expect(expiresMs).toBe(1_800_000_000_000 + sessionMs)
  wait(sessionMs - 1)
  expect(sessions.isOpen(value)).toBe(true)
  wait(1)
  expect(sessions.isOpen(value)).toBe(false)
})

test('nothing about it can be changed', () => {
  const { sessions } = create()
  const { value } = sessions.open()
  const [id = '', expires = '', signature = ''] = value.split('.')
  const later = `${id}.${Number(expires) + 1}.${signature}`
  const flipped = `${value.slice(0, -2)}${value.endsWith('AA') ? 'BA' : 'AA'}`
  const unsigned = `${id}.${expires}.${'A'.repeat(43)}`
  for (const wrong of [
    later,
    flipped,
    unsigned,
    `${value}.`,
    ` ${value}`,
    '',
    undefined,
    'x',
    `${id}.${expires}.`,
  ]) {
    expect(sessions.isOpen(wrong)).toBe(false)
  }
})

test('another token or another key opens nothing', () => {
  const { value } = create().sessions.open()
  expect(create().sessions.isOpen(value)).toBe(true)
  expect(create({ token: 'another-token-of-sixteen' }).sessions.isOpen(value)).toBe(false)
  const other = { key: Buffer.alloc(32, 8).toString('base64url'), ended: [] }
  expect(create({ state: other }).sessions.isOpen(value)).toBe(false)
})

test('an ended session is remembered until its time would have come', async () => {
  const { sessions, saved, wait } = create()
  const first = sessions.open()
  await sessions.end(first.value)
  await sessions.end('nonsense')
  expect(sessions.isOpen(first.value)).toBe(false)
  expect(saved.map(({ ended }) => ended.length)).toEqual([1])
  wait(sessionMs)
  await sessions.end(sessions.open().value)
  expect(saved.at(-1)?.ended).toHaveLength(1)
})

test('sessions outlive a restart, ended ones stay ended, and a lost or broken file only means new ones', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'sessions.json')
  const open = () => openSessions(path, 'a-token-of-sixteen-or-more')
  const before = await open()
  const [kept, ended] = [before.open().value, before.open().value]
  await before.end(ended)
  const after = await open()
  expect([after.isOpen(kept), after.isOpen(ended)]).toEqual([true, false])
  expect((await stat(path)).mode & 0o777).toBe(0o600)
  expect(await readFile(path, 'utf8')).not.toContain('a-token-of-sixteen-or-more')
  for (const breakIt of [
    () => writeFile(path, '{"key":'),
    () => writeFile(path, '{}'),
    () => rm(path),
  ]) {
    await breakIt()
    const anew = await open()
    expect(anew.isOpen(kept)).toBe(false)
    expect(anew.isOpen(anew.open().value)).toBe(true)
  }
})

test('a session is open in every process that shares the file, and ended in all of them', async () => {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'sessions.json')
  const token = 'a-token-of-sixteen-or-more'
  const all = await Promise.all(Array.from({ length: 4 }, () => openSessions(path, token)))
  const values = all.map((sessions) => sessions.open().value)
  const open = () => all.map((sessions) => values.filter((each) => sessions.isOpen(each)).length)
  expect(open()).toEqual([4, 4, 4, 4])
  await Promise.all(all.slice(1).map((sessions, place) => sessions.end(values[place])))
  expect(open()).toEqual([1, 1, 1, 1])
})
