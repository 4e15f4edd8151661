/** Named points that scripts reach and wait for: the only way two connections of a scenario are put in order. */
export class Points {
  readonly #reached = new Map<string, number>()
  readonly #waiters: { readonly point: string; readonly wake: () => void }[] = []

  reach(point: string): void {
    this.#reached.set(point, (this.#reached.get(point) ?? 0) + 1)
    for (const waiter of this.#waiters) if (waiter.point === point) waiter.wake()
  }

  has(point: string): boolean {
    return this.#reached.has(point)
  }

  /** Resolves to false when the point was not reached in time. */
  wait(point: string, withinMs: number): Promise<boolean> {
    if (this.has(point)) return Promise.resolve(true)
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), withinMs)
      this.#waiters.push({
        point,
        wake: () => {
          clearTimeout(timer)
          resolve(true)
        },
      })
    })
  }
}
