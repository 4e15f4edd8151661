/** What a running process does on signals (conventions of HAProxy's workers). */
export interface SignalActions {
  /** SIGTERM and SIGINT: stop at once, then end by the signal itself. */
  stopNow(): void
  /** SIGUSR1: unbind, finish what is under way, end with 0. */
  softStop(): void
  /** SIGHUP: write the state of all servers to the log. */
  dumpServers(): void
  /** SIGTTOU and SIGTTIN. */
  pause(): void
  resume(): void
}

/** Installs the handlers. Returns the function that removes them. */
export function handleSignals(actions: SignalActions): () => void {
  const endBy = (signal: NodeJS.Signals) => (): void => {
    actions.stopNow()
    remove()
    process.kill(process.pid, signal)
  }
  const handlers: readonly (readonly [NodeJS.Signals, () => void])[] = [
    ['SIGTERM', endBy('SIGTERM')],
    ['SIGINT', endBy('SIGINT')],
    ['SIGUSR1', () => actions.softStop()],
    ['SIGUSR2', () => {}],
    ['SIGHUP', () => actions.dumpServers()],
    ['SIGQUIT', () => {}],
    ['SIGTTOU', () => actions.pause()],
    ['SIGTTIN', () => actions.resume()],
  ]
  const remove = (): void => {
    for (const [signal, handler] of handlers) process.removeListener(signal, handler)
  }
  for (const [signal, handler] of handlers) process.on(signal, handler)
  return remove
}
