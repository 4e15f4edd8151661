/** Why a load balancer could not start: one line a problem, in HAProxy's words. Nothing is bound when it is thrown. */
export class StartError extends Error {
  override readonly name = 'StartError'
  readonly code = 'proxy/start-failed'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}
