/** Nanoseconds a call, as the best of several rounds. */
export function measure(name: string, run: () => unknown, iterations = 1_000_000): number {
  let kept: unknown
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const start = process.hrtime.bigint()
    for (let iteration = 0; iteration < iterations; iteration++) kept = run()
    best = Math.min(best, Number(process.hrtime.bigint() - start) / iterations)
  }
  console.log(`${name.padEnd(52)} ${best.toFixed(1).padStart(9)} ns  ${String(kept).slice(0, 30)}`)
  return best
}

/** A loop of known work, to tell a slow machine from slow code: about 1 ns a turn on an idle one. */
export function calibrate(): number {
  let state = 1
  return measure('calibration: one step of a generator', () => (state = (Math.imul(state, 1_103_515_245) + 12_345) | 0))
}

/** Bytes that a call leaves to the garbage collector; needs `--expose-gc`. */
export function measureAllocation(name: string, run: () => unknown, calls = 20_000): number {
  const { gc } = globalThis as { gc?: () => void }
  if (gc === undefined) throw new Error('run with --expose-gc')
  for (let call = 0; call < calls; call++) run()
  let least = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    gc()
    const before = process.memoryUsage().heapUsed
    for (let call = 0; call < calls; call++) run()
    least = Math.min(least, (process.memoryUsage().heapUsed - before) / calls)
  }
  console.log(`${name.padEnd(52)} ${least.toFixed(1).padStart(9)} bytes`)
  return least
}
