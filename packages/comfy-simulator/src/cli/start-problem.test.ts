import { expect, test } from 'vitest'
import { parseOptions } from '../options.ts'
import { startSimulator } from '../simulator.ts'
import { parseArguments } from './arguments.ts'
import { startProblem } from './start-problem.ts'

const problemOf = async (args: readonly string[]): Promise<string | undefined> => {
  try {
    await using _simulator = await startSimulator(parseOptions(parseArguments(args).options))
  } catch (error) {
    return startProblem(error)
  }
  return undefined
}

test.each([
  [['--port', 'abc'], '--port abc: not a number'],
  [['--port', ''], '--port : not a number'],
  [['--port', '99999'], '--port: Too big: expected number to be <=65535'],
  [['--port', '80.5'], '--port: '],
  [['--steps-per-second', 'fast'], '--steps-per-second fast: not a number'],
  [['--steps-per-second=-1'], '--steps-per-second: Too small'],
  [['--steps-per-second', '-1'], "Option '--steps-per-second' argument is ambiguous."],
  [['--profile', '1.0'], '--profile: Invalid option: expected one of'],
  [['--paint', 'oil'], '--paint: Invalid option'],
  [['--preview-method', 'x'], '--preview-method: Invalid option'],
  [['--fault', 'resett'], '--fault: "resett" is no kind of fault; did you mean "reset"'],
  [['--fault', ''], '--fault: "" is no kind of fault; there are reset, '],
  [['--fault', 'reset,x'], "--fault reset,x: 'x' is not NAME=VALUE"],
  [['--fault', 'reset,foo=1'], '--fault: Unrecognized key: "foo"'],
  [['--fault', 'reset,times=often'], '--fault: '],
  [['--frobnicate'], "Unknown option '--frobnicate'"],
  [['--port'], "Option '--port <value>' argument missing"],
  [['extra'], "Unexpected argument 'extra'."],
  [['--port', '0', '--host', '8.8.8.8'], '--host is no address of this machine.'],
  [['--oracle-log', '/dev/null/log'], 'A folder or file that was named cannot be used: '],
  [['--output-directory', '/dev/null/x'], 'A folder or file that was named cannot be used: '],
])('%o is refused in one line that says what is wrong', async (args, beginning) => {
  const problem = await problemOf(args)
  expect(problem?.split('\n')).toHaveLength(1)
  expect(problem?.slice(0, beginning.length)).toBe(beginning)
})

test('what is no fault of the person stays an error', () => {
  expect(startProblem(new RangeError('a bug'))).toBeUndefined()
})
