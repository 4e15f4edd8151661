import { expect, test } from 'vitest'
import { createTestProcess, runCommand, type TestProcess } from './process.ts'

/** Lines run one after the other in one process, each in a session of its own, with the answer of each. */
export type Dialogue = readonly (readonly [line: string, answer: string | RegExp])[]

/** A test that runs a dialogue. */
export function checkDialogue(
  name: string,
  dialogue: Dialogue,
  prepare: (process: TestProcess) => void = () => {},
): void {
  test(name, async () => {
    const process = createTestProcess()
    prepare(process)
    for (const [line, answer] of dialogue) {
      const given = await runCommand(process, line)
      if (typeof answer === 'string') expect([line, given]).toEqual([line, answer])
      else expect([line, given]).toEqual([line, expect.stringMatching(answer)])
    }
  })
}
