import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const find = (...patterns: string[]): string[] => globSync(patterns, { cwd: root }).sort()

const documents = find(
  '*.md',
  'docs/**/*.md',
  '{apps,packages}/*/README.md',
  '{bench,chaos}/README.md',
  '.github/*.md',
)

/** Packages are read outside, so their READMEs name files of this repository by the address that they have there. */
const home = /^https:\/\/github\.com\/darkroom-studio\/darkroom\/(?:blob|tree)\/main\//

/** Where the links of a document lead, without those to other sites and within the page. */
const linksOf = (text: string): string[] =>
  [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"/g)]
    .map(([, link = '', attribute = '']) => link || attribute)
    .filter((link) => home.test(link) || !/^(?:[a-z]+:|#)/.test(link))
    .map((link) => decodeURI(link.replace(/[#?].*$/, '')))

test.each(documents)('every link of %s leads to a file', (document) => {
  const broken = linksOf(read(document)).filter(
    (link) =>
      !existsSync(
        home.test(link) ? join(root, link.replace(home, '')) : join(root, dirname(document), link),
      ),
  )
  expect(broken).toEqual([])
})

test('every decision is in the index', () => {
  const index = linksOf(read('docs/decisions/README.md'))
  expect(index).toEqual(find('docs/decisions/[0-9]*.md').map((path) => path.split('/').at(-1)))
})

test('the picture of the packages shows what they import', () => {
  const [, picture = ''] = /```mermaid\n([\s\S]*?)```/.exec(read('docs/architecture.md')) ?? []
  const drawn = [...picture.matchAll(/^ {2}([\w-]+) --> (.+)$/gm)].flatMap(([, from, to = '']) =>
    from === 'libraries' ? [] : to.split(' & ').map((name) => `${from} --> ${name}`),
  )
  const members = find('{apps,packages}/*/package.json', '{bench,chaos}/package.json')
  const names = members.map((path) => path.split('/').at(-2) ?? '')
  const imported = members.flatMap((path, index) =>
    Object.keys(JSON.parse(read(path)).dependencies ?? {})
      .filter((name) => name.startsWith('@darkroom/'))
      .map((name) => name.slice('@darkroom/'.length))
      .filter((name) => !isShared(name))
      .map((name) => `${names[index]} --> ${name}`),
  )
  expect(names.filter((name) => !new RegExp(`^ +${name}$`, 'm').test(picture))).toEqual([])
  expect(drawn.sort()).toEqual(imported.sort())
})

/** Whether any library may import a package, so that the picture has one arrow for all of them. */
const isShared = (name: string): boolean => {
  const turbo = `packages/${name}/turbo.json`
  if (!existsSync(join(root, turbo))) return false
  const { tags } = JSON.parse(read(turbo))
  return tags.includes('ground') || tags.includes('format')
}
