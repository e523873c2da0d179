import { expect, test } from 'vitest'
import { type BoardNews, ProgressBoard } from './progress-board.ts'

test('a preview is encoded when it is read, once for all who listen', () => {
  const board = new ProgressBoard()
  const heard: BoardNews[] = []
  board.subscribe((news) => heard.push(news))
  board.subscribe((news) => heard.push(news))
  let encoded = 0
  board.preview('job', () => {
    encoded += 1
    return 'data:image/jpeg;base64,AA=='
  })
  expect(encoded).toBe(0)
  for (const news of heard) expect(news).toMatchObject({ dataUrl: 'data:image/jpeg;base64,AA==' })
  expect(heard).toHaveLength(2)
  expect(encoded).toBe(1)
})
