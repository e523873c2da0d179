import { expect, test } from 'vitest'
import { cellsOf, countCells, placesOf } from './matrix.ts'

const matrix = { prompt: ['a', 'b'], cfg: [1, 2, 3] }

test('there is a cell for each choice, and the last name varies fastest', () => {
  expect(countCells(matrix)).toBe(6)
  expect([...cellsOf(matrix)]).toEqual([
    { prompt: 'a', cfg: 1 },
    { prompt: 'a', cfg: 2 },
    { prompt: 'a', cfg: 3 },
    { prompt: 'b', cfg: 1 },
    { prompt: 'b', cfg: 2 },
    { prompt: 'b', cfg: 3 },
  ])
  expect([...placesOf(matrix, 4)]).toEqual([
    ['prompt', 1],
    ['cfg', 1],
  ])
})
