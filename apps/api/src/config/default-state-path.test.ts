import { expect, test } from 'vitest'
import { defaultStatePath } from './default-state-path.ts'

test.each([
  ['linux', '/home/ada', {}, '/home/ada/.local/state/darkroom'],
  ['linux', '/home/ada', { XDG_STATE_HOME: '/data/state' }, '/data/state/darkroom'],
  ['darwin', '/Users/ada', {}, '/Users/ada/Library/Application Support/darkroom'],
  ['darwin', '/Users/ada', { XDG_STATE_HOME: '/data' }, '/data/darkroom'],
  ['win32', 'C:\\Users\\ada', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\darkroom'],
  ['win32', 'C:\\Users\\ada', {}, 'C:\\Users\\ada\\AppData\\Local\\darkroom'],
] as const)('on %s with %s and %o the state lies in %s', (platform, home, environment, path) => {
  expect(defaultStatePath({ platform, home, environment })).toBe(path)
})
