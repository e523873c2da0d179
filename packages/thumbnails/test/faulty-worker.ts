import { basename } from 'node:path'
import { isDecodeMessage, isGo, type Made } from '../src/decoder-protocol.ts'

/*
 * A decoder with faults on demand, by the words of the image's name: crash, hang, faint, which is to crash where images are made ahead;
 * huge, before one of them or nothing, asks for the turn, and answers with when it began and ended. Any other image is answered with the order
 * in which it came.
 */
let count = 0
const huge = new Map<number, string>()
const now = (): number => performance.timeOrigin + performance.now()

function reply(id: number, text: string = String(count++)): void {
  const made: Made = {
    bytes: Buffer.from(text),
    source: undefined,
    damaged: false,
    path: undefined,
    writeFailures: [],
  }
  process.send?.({ type: 'made', id, made })
}

const crash = (): boolean => process.kill(process.pid, 'SIGSEGV')

function make(id: number, word: string, answer: () => void): void {
  process.send?.({ type: 'started', id })
  switch (word) {
    case 'crash':
      crash()
      return
    case 'hang':
      return
    case 'faint':
      if (Number(process.argv[2]) >= 10) crash()
      else answer()
      return
    default:
      answer()
  }
}

process.on('message', (message) => {
  if (isGo(message)) {
    const { id } = message
    const began = now()
    const answer = () => setTimeout(() => reply(id, `${began} ${now()}`), 20)
    make(id, huge.get(id) ?? '', answer)
    return
  }
  if (!isDecodeMessage(message)) return
  const { id, task } = message
  const [word = '', second = ''] = 'source' in task ? basename(task.source).split('-') : []
  if (word !== 'huge') return make(id, word, () => reply(id))
  huge.set(id, second)
  process.send?.({ type: 'huge', id })
})
process.on('disconnect', () => process.exit())
