import { cutOffScript, interrupted, promptAnswerLost, toldOnce } from '../runs/facade-scripts.ts'
import { failpointScript } from '../runs/failpoint-scripts.ts'
import { uploadScript } from '../runs/picture-scripts.ts'
import { type Script, untilKilled } from '../runs/script.ts'

const wish = (steps: number) => ({ key: 'wish', steps })

/** The prompt is still running when the product is back. */
const killedWhileItRuns: Script = {
  name: 'killed after POST, and the prompt runs on',
  world: { failpoint: 'post.after', stepsPerSecond: 20 },
  wishes: [wish(50)],
  act: untilKilled,
}

const answerLost: Script = {
  name: 'answer to POST lost while the prompt runs',
  world: { stepsPerSecond: 20 },
  wishes: [wish(30)],
  faults: [{ kind: 'reset', route: 'POST /prompt', when: 'after' }],
}

const comesLate: Script = {
  name: 'POST breaks off and the prompt comes 250 ms later',
  world: { stepsPerSecond: 20 },
  wishes: [wish(20)],
  faults: [{ kind: 'late-enqueue', ms: 250, answer: 'reset' }],
}

const comesTooLate: Script = {
  name: 'POST breaks off and the prompt comes after the settle time',
  world: { stepsPerSecond: 20 },
  wishes: [wish(30)],
  faults: [{ kind: 'late-enqueue', ms: 1_000, answer: 'reset' }],
  mayComeLate: true,
}

/** Row 10 of the reconciliation table: the file has its name, no commit, and will not be made again. */
const orphanFile: Script = {
  name: 'killed after the rename, ComfyUI too, and the job is cancelled',
  world: { failpoint: 'rename.after' },
  wishes: [wish(5)],
  act: async (stage) => {
    await untilKilled(stage)
    const [server] = stage.scene.world.servers
    await server?.supervisor.kill({ downMs: 3_000 })
    await stage.wishes[0]?.cancel(stage.signal)
    await server?.supervisor.up(stage.signal)
  },
}

const manyQuick: Script = {
  name: 'twelve quick jobs',
  world: { stepsPerSecond: 400 },
  wishes: Array.from({ length: 12 }, (_, index) => ({ key: `wish-${index}`, steps: 2 })),
}

/** Each script tests one defence; all of them without a mutant are the control, which must be clean. */
export const mutantScripts: readonly Script[] = [
  killedWhileItRuns,
  answerLost,
  comesLate,
  comesTooLate,
  orphanFile,
  manyQuick,
  failpointScript('journal.after-sync:1', 'nothing else'),
  failpointScript('rename.after:1', 'nothing else'),
  failpointScript('view.mid:1', 'picture comes in pieces'),
  failpointScript('post.before:1', 'half a picture'),
  uploadScript('upload.after', 'nothing else'),
  uploadScript('upload.before', 'uploads lost before the run'),
  cutOffScript('silent'),
  toldOnce,
  promptAnswerLost,
  interrupted,
]
