/**
 * Imported before anything else: without a handler, Node takes SIGUSR1 for its inspector. One that comes before the
 * process serves is a soft stop all the same.
 */
let isSoftStopAsked = false

const remember = (): void => {
  isSoftStopAsked = true
}

process.on('SIGUSR1', remember)

/** To be called once the handlers proper are installed. True when a soft stop was asked for meanwhile. */
export function endEarlySignals(): boolean {
  process.removeListener('SIGUSR1', remember)
  return isSoftStopAsked
}
