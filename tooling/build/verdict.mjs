/** Counting for `npm test`: guards run in groups, and vitest's report. Plain JavaScript, Node 18. */

/**
 * Runs groups of guards one after the other, two guards of a group at a time. Prints one line each, and what a failed
 * one said.
 */
export async function runGuards(groups, run, print) {
  const totals = { passed: 0, failed: 0 }
  for (const group of groups) {
    const waiting = [...group]
    const work = async () => {
      for (let guard = waiting.shift(); guard !== undefined; guard = waiting.shift()) {
        const startedMs = Date.now()
        const { isOk, output } = await run(guard.command)
        const seconds = ((Date.now() - startedMs) / 1000).toFixed(1)
        totals[isOk ? 'passed' : 'failed']++
        print(`${isOk ? 'ok    ' : 'FAILED'} ${guard.name} (${seconds} s)`)
        if (!isOk) print(output.trimEnd())
      }
    }
    await Promise.all([work(), work()])
  }
  return totals
}

/**
 * Counts of vitest's JSON report. A file that cannot be loaded is one failure; so is a run that went wrong without any
 * test failing (an unhandled rejection), and one that left no report.
 */
export function countTests(report, isOk) {
  if (report === null) return { passed: 0, failed: 1, notes: ['vitest left no report'] }
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const notes = []
  for (const file of report.testResults) {
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed')) {
      counts.failed++
      notes.push(`FAILED ${file.name}`)
    }
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed++
      else if (status === 'failed') counts.failed++
      else counts.skipped++
    }
  }
  if (!isOk && counts.failed === 0) {
    counts.failed++
    notes.push('vitest failed outside of the tests: see above')
  }
  if (counts.skipped > 0) notes.push(`${counts.skipped} skipped`)
  return { passed: counts.passed, failed: counts.failed, notes }
}
