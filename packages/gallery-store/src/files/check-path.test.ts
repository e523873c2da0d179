import { expect, test } from 'vitest'
import { isRelativePath } from './check-path.ts'

test.each(['C:/x.png', 'c:x.png', 'a\\b.png'])(
  '%j leads somewhere else on Windows only',
  (path) => {
    expect(isRelativePath(path, 'win32')).toBe(false)
    expect(isRelativePath(path, 'linux')).toBe(true)
  },
)
