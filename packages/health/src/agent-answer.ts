/** What an agent said in one line (manual 5.2, `agent-check`). Null fields were not mentioned. */
export interface AgentAnswer {
  /** Of the configured weight, or absolute. */
  readonly weight: { readonly percent: number } | { readonly absolute: number } | null
  readonly maxconn: number | null
  readonly admin: 'ready' | 'drain' | 'maint' | null
  /** The word as it was written, and what was said of it. */
  readonly state: { readonly isDown: boolean; readonly word: string; readonly description: string | null } | null
  /** The first word that means nothing, which describes a state if there is one. */
  readonly unknown: string | null
  /** What is wrong with a number. */
  readonly warning: string | null
}

/**
 * Reads the words in any order and any case; where two speak of one thing the later one counts. A word that starts with
 * `#` begins the description of the state, without one the first unknown word is it; a `#` inside a word makes the word
 * unknown (all as seen in the oracle).
 */
export function parseAgentAnswer(line: string): AgentAnswer {
  const sharp = /(?:^|[ \t,])#/.exec(line)
  const words = (sharp === null ? line : line.slice(0, sharp.index)).split(/[ \t,]+/)
  const described = sharp === null ? null : line.slice(sharp.index + sharp[0].length).trim()
  let weight: AgentAnswer['weight'] = null
  let maxconn: number | null = null
  let admin: AgentAnswer['admin'] = null
  let state: { readonly isDown: boolean; readonly word: string } | null = null
  let unknown: string | null = null
  let warning: string | null = null
  for (const word of words) {
    const lower = word.toLowerCase()
    const relative = /^(?:weight:)?(\d+)%(.*)$/.exec(lower)
    const absolute = /^weight:(\d+)(.*)$/.exec(lower)
    const limit = /^maxconn:(.*)$/.exec(lower)
    if (relative !== null || absolute !== null) {
      const [, number, rest] = (relative ?? absolute)!
      if (rest !== '') warning = 'Trailing garbage in weight string'
      else weight = relative === null ? { absolute: Math.min(256, Number(number)) } : { percent: Number(number) }
    } else if (limit !== null) {
      const [, number, rest] = /^(\d*)(.*)$/.exec(limit[1]!)!
      if (number === '') warning = 'maxconn string empty or preceded by garbage'
      else if (rest !== '') warning = 'Trailing garbage in maxconn string'
      else maxconn = Number(number)
    } else if (lower === 'ready' || lower === 'drain' || lower === 'maint') admin = lower
    else if (lower === 'up') state = { isDown: false, word }
    else if (lower === 'down' || lower === 'fail' || lower === 'stopped') state = { isDown: true, word }
    else if (word !== '') unknown ??= word
  }
  const description = described ?? unknown
  return { weight, maxconn, admin, state: state === null ? null : { ...state, description }, unknown, warning }
}
