import { expect, it } from 'vitest'
import { isFiltered, readFilter, toQuery, withWord } from './gallery-filter.ts'

it('reads what it knows of an address, and asks the API for just that', () => {
  const search = new URLSearchParams(
    'keyword=red+boat&model=&colour=red&sort_by=prompt&sort_order=up',
  )
  const filter = readFilter(search)
  expect(toQuery(filter)).toEqual({ keyword: 'red boat', sort_by: 'prompt' })
  expect(isFiltered(filter)).toBe(true)
  expect(isFiltered(readFilter(new URLSearchParams('sort_by=model&image=x')))).toBe(false)
})

it('changes one word, and closes the picture that was open', () => {
  const search = new URLSearchParams('keyword=boat&image=abc')
  expect(withWord(search, 'tag', 'best').toString()).toBe('keyword=boat&tag=best')
  expect(withWord(search, 'keyword', undefined).toString()).toBe('')
})
