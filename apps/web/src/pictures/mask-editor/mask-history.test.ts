import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  emptyHistory,
  type MaskHistory,
  mostSteps,
  redone,
  undone,
  visibleSteps,
  withStep,
} from './mask-history.ts'
import type { MaskStep } from './mask-step.ts'

const stroke = (size: number): MaskStep => ({
  kind: 'brush',
  erases: false,
  size,
  dabs: [{ x: 1, y: 1, pressure: 1 }],
})

const painted = (count: number): MaskHistory =>
  Array.from({ length: count }, (_, index) => stroke(index)).reduce<MaskHistory>(
    (history, step) => withStep(history, step).history,
    emptyHistory,
  )

describe('the history of a mask', () => {
  it('comes back to where it was by as many redos as undos', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), (count, back) => {
        const before = painted(count)
        const times = Math.min(count, back)
        const repeat = (history: MaskHistory, change: (one: MaskHistory) => MaskHistory) =>
          Array.from({ length: times }).reduce<MaskHistory>((one) => change(one), history)
        const away = repeat(before, undone)
        expect(away.done).toHaveLength(count - times)
        expect(repeat(away, redone)).toEqual(before)
      }),
    )
  })

  it('forgets what was undone when something else is painted', () => {
    const { history } = withStep(undone(painted(3)), stroke(9))
    expect(history.undone).toEqual([])
    expect(history.done.map((step) => (step.kind === 'brush' ? step.size : 0))).toEqual([0, 1, 9])
  })

  it('stays as it is when there is nothing to undo or redo', () => {
    expect(undone(emptyHistory)).toBe(emptyHistory)
    expect(redone(emptyHistory)).toBe(emptyHistory)
  })

  it('hands over what is too old, oldest first, so that nothing painted is lost', () => {
    const full = painted(mostSteps)
    const { history, settled } = withStep(full, stroke(-1))
    expect(history.done).toHaveLength(mostSteps)
    expect(settled).toEqual([full.done[0]])
  })

  it('draws nothing of what was cleared', () => {
    const steps: readonly MaskStep[] = [stroke(1), { kind: 'clear' }, stroke(2)]
    expect(visibleSteps(steps)).toEqual([{ kind: 'clear' }, stroke(2)])
    expect(visibleSteps(steps.slice(0, 1))).toEqual([stroke(1)])
  })
})
