import { expect, test } from 'vitest'
import { StartError } from './start-error.ts'
import { toStartError } from './to-start-error.ts'

const config = { STATE_PATH: '/var/lib/darkroom', GALLERY_STORAGE_PATH: '/mnt/pictures/outputs' }

const systemError = (code: string, path: string): Error =>
  Object.assign(new Error(`${code}: failed, open '${path}'`), { code, path, syscall: 'open' })

test.each([
  ['EACCES', '/var/lib/darkroom/queue/lock.db', /^STATE_PATH=\/var\/lib\/darkroom .*may not write/],
  ['EROFS', '/var/lib/darkroom', /^STATE_PATH=.*read-only/],
  ['EACCES', '/var/lib', /^STATE_PATH=.*\(EACCES, \/var\/lib\)\.$/],
  ['ENOTDIR', '/mnt/pictures/outputs', /^GALLERY_STORAGE_PATH=.*a file stands/],
  ['EIO', '/mnt/pictures/outputs/.darkroom-gallery.json', /^GALLERY_STORAGE_PATH=.*EIO/],
])('%s at %s is one line that names the key', (code, path, line) => {
  const error = toStartError(systemError(code, path), config)
  expect(error).toBeInstanceOf(StartError)
  expect(error instanceof Error && error.message).toMatch(line)
  expect(error instanceof Error && error.message).not.toContain('\n')
})

test('other errors stay what they are', () => {
  for (const error of [new Error('mine'), systemError('EACCES', '/etc/hosts')]) {
    expect(toStartError(error, config)).toBe(error)
  }
})
