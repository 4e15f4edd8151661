/** Nanoseconds a call, as the best of several rounds. */
export function measure(name: string, run: () => unknown, iterations = 1_000_000): void {
  let kept: unknown
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const start = process.hrtime.bigint()
    for (let iteration = 0; iteration < iterations; iteration++) kept = run()
    best = Math.min(best, Number(process.hrtime.bigint() - start) / iterations)
  }
  console.log(`${name.padEnd(52)} ${best.toFixed(1).padStart(9)} ns  ${String(kept).slice(0, 30)}`)
}
