import { directory } from '../test/file-bench.ts'
import { createFileStore } from './file/file-store.ts'
import { createMemoryStore } from './memory-store.ts'
import { FaultFileSystem, type ModelPlace, testQueueModel } from './testing/index.ts'

const tear = async (fs: FaultFileSystem): Promise<void> => {
  for (const path of fs.paths()) {
    const bytes = await fs.read(path)
    fs.replace(path, Uint8Array.from([...bytes, ...Buffer.from('00000000 {"seq":1,"cha')]))
  }
}

const diskInMemory = (): ModelPlace => {
  let fs = new FaultFileSystem()
  let compactBytes = 1_000_000
  const kill = (nextCompactBytes: number): void => {
    fs = fs.kill()
    compactBytes = nextCompactBytes
  }
  return {
    makeStore: () =>
      createFileStore({
        directory,
        fs,
        ballastBytes: 0,
        compactAtLeastBytes: compactBytes,
        compactAtMostBytes: compactBytes,
        onWarning: () => undefined,
      }),
    crashes: [
      () => kill(1_000_000),
      () => kill(1),
      async () => {
        kill(1_000_000)
        await tear(fs)
      },
    ],
  }
}

testQueueModel('a queue in memory does what the model does', () => ({
  makeStore: createMemoryStore,
  crashes: [],
}))

testQueueModel(
  'a queue in files does what the model does, across crashes, torn ends and compactions',
  diskInMemory,
)
