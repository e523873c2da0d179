import { expect, it } from 'vitest'
import type { GalleryImage } from '../../api/types.ts'
import { axesOfBatch, cellText, toCells, toTables, valueText } from './batch-cells.ts'

const image = (filepath: string): GalleryImage => ({
  ...{ id: filepath, image_url: '', thumbnail_url: '', filepath, prompt: '', negative_prompt: '' },
  ...{ model: '', seed: 1, timestamp: '', filesize: 1, media_type: 'image/png', source: '' },
  parameters: {
    ...{ steps: 1, cfg: 1, sampler: '', scheduler: '', loras: [] },
    resolution: { width: 1, height: 1 },
  },
  ...{ width: 1, height: 1, metadata: {} },
})

const matrix = { model: ['x', 'y'], prompt: ['a fox', 'a hen'], cfg: [4, 5, 6] }
const values = matrix.model.flatMap((model) =>
  matrix.prompt.flatMap((prompt) => matrix.cfg.map((cfg) => ({ model, prompt, cfg }))),
)
const batch = {
  job_ids: values.map((_, at) => `job-${at}`),
  values,
  images: [
    image('batches/1/0001_7.png'),
    image('batches/1/0001_7_02.png'),
    image('batches/1/0005_7.png'),
  ],
  errors: [{ number: 2, error: 'No.' }],
  matrix,
}
const axes = axesOfBatch(matrix, new Map([['cfg', 'CFG']]))

it('each run has its first picture or its error by its number, wherever others failed', () => {
  const cells = toCells(batch, 0)
  expect(cells.map((cell) => cell.image?.filepath ?? cell.error)).toEqual([
    'batches/1/0001_7.png',
    'No.',
    undefined,
    undefined,
    'batches/1/0005_7.png',
    ...Array.from({ length: 7 }),
  ])
  expect(toCells({ ...batch, job_ids: ['job-4'], values: [{}] }, 4)[0]?.image?.filepath).toBe(
    'batches/1/0005_7.png',
  )
})

it('the last list is across, the one before down, and each choice before them a table', () => {
  const tables = toTables(toCells(batch, 0), axes)
  expect(tables.map(({ title }) => title)).toEqual(['model x', 'model y'])
  expect(tables[0]?.columns).toEqual(['4', '5', '6'])
  expect(
    tables[1]?.rows.map(({ title, cells }) => [title, cells.map(({ index }) => index)]),
  ).toEqual([
    ['prompt a fox', [6, 7, 8]],
    ['prompt a hen', [9, 10, 11]],
  ])
})

it('one list is one row', () => {
  const one = axes.slice(2)
  const [table, ...others] = toTables(toCells(batch, 0).slice(0, 3), one)
  expect(others).toEqual([])
  expect(table?.rows).toHaveLength(1)
  expect(table?.rows[0]?.title).toBe('')
})

it('a run is told by all its values, and long ones are cut', () => {
  const [cell] = toCells(batch, 0)
  expect(cell && cellText(cell, axes)).toBe('model x, prompt a fox, CFG 4')
  expect(valueText('x'.repeat(80))).toHaveLength(61)
  expect(valueText({ upload: 'a' })).toBe('{"upload":"a"}')
})
